package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Expression.Operand;
import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Recursive-descent parser of OpenQASM 2 and of the circuit subset of OpenQASM 3. After an error it goes on with the next statement. */
final class Parser {
    private final Tokens tokens;
    private final Problems problems;
    private final boolean version3;
    private final ExpressionParser expressions;
    private final DeclarationParser declarations;
    private final CallParser calls;
    private final FlowParser flow;
    private final Map<String, Integer> reassigned = new HashMap<>();
    private final SortedSet<Integer> physical = new TreeSet<>();

    private Parser(Tokens tokens, Problems problems, boolean version3) {
        this.tokens = tokens;
        this.problems = problems;
        this.version3 = version3;
        this.expressions = new ExpressionParser(tokens, version3, physical);
        this.calls = new CallParser(tokens, expressions);
        this.declarations = new DeclarationParser(tokens, expressions, this::block);
        this.flow = new FlowParser(tokens, problems, version3, expressions, calls, this::block);
    }

    /** Parses; syntax errors are thrown together. */
    static Syntax parse(SourceText source, Problems problems) {
        var lexer = new Lexer(source);
        try {
            lexer.advance();
            var header = new HeaderParser(source, lexer, problems);
            boolean withHeader = lexer.kind() == Token.NAME && lexer.text().equals("OPENQASM");
            boolean version3 = header.version() == 3;
            var parser = new Parser(new Tokens(lexer, version3), problems, version3);
            return parser.program(withHeader);
        } catch (Fault fault) {
            problems.add(fault);
            problems.throwIfAny();
            throw new IllegalStateException("unreachable: an error was just noted", fault);
        }
    }

    private Syntax program(boolean withHeader) {
        var statements = new ArrayList<Statement>();
        if (withHeader) {
            attempt(statements, () -> tokens.expect(Token.SEMICOLON));
        }
        while (!tokens.is(Token.END)) {
            if (tokens.is(Token.RIGHT_BRACE)) {
                attempt(statements, () -> {
                    problems.error(tokens.at(), "expected a statement, found '}'", "");
                    tokens.advance();
                });
            } else {
                statement(statements);
            }
        }
        problems.throwIfAny();
        return new Syntax(version3 ? 3 : 2, statements, reassigned, physical);
    }

    /** Statements in braces, or one without. */
    private List<Statement> block() {
        var body = new ArrayList<Statement>(2);
        tokens.enter();
        if (tokens.take(Token.LEFT_BRACE)) {
            while (!tokens.is(Token.RIGHT_BRACE)) {
                if (tokens.is(Token.END)) {
                    throw tokens.expected("'}'");
                }
                statement(body);
            }
            tokens.advance();
        } else {
            parseStatement(body);
        }
        tokens.leave();
        return body;
    }

    private void statement(List<Statement> into) {
        attempt(into, () -> parseStatement(into));
    }

    private void attempt(List<Statement> into, Runnable reading) {
        int from = tokens.at();
        int level = tokens.depth();
        int size = into.size();
        try {
            reading.run();
        } catch (Fault fault) {
            problems.add(fault);
            tokens.backTo(level);
            while (into.size() > size) {
                into.remove(into.size() - 1);
            }
            tokens.skipStatement(from);
        }
    }

    private void parseStatement(List<Statement> into) {
        int at = tokens.at();
        switch (tokens.kind()) {
            case NAME -> parseNamed(into, at);
            case SEMICOLON -> tokens.advance();
            case HASH -> {
                tokens.advance();
                if (!tokens.isWord("pragma")) {
                    throw tokens.expected("'pragma' after '#'");
                }
                into.add(new Statement.Pragma("#pragma " + tokens.restOfLine(), at));
            }
            case AT -> skipAnnotation(at);
            case LEFT_BRACE -> into.add(new Statement.Block(block(), at));
            default -> throw tokens.expected("a statement");
        }
    }

    private void skipAnnotation(int at) {
        tokens.restOfLine();
        problems.warn("annotation", at, "annotations are not acted upon", "");
    }

    private void parseNamed(List<Statement> into, int at) {
        Statement statement = version3 ? only3(at) : only2(at);
        if (statement == null) {
            statement = common(at);
        }
        if (statement != null) {
            into.add(statement);
        }
    }

    private Statement only2(int at) {
        return tokens.takeWord("opaque") ? declarations.opaque(at) : null;
    }

    private Statement only3(int at) {
        String word = tokens.text();
        String refused = Words.REFUSED.get(word);
        if (refused != null) {
            throw new Fault(
                    at,
                    "'" + word + "': " + refused + " are not part of the circuits that can be read here",
                    "export the circuit with everything computed beforehand");
        }
        switch (word) {
            case "qubit", "bit", "output", "input", "const", "int", "uint", "float", "angle", "bool", "let" -> {
                return declarations.declaration(word, at);
            }
            case "ctrl", "negctrl", "inv", "pow", "gphase", "U" -> {
                return calls.call(at);
            }
            case "for" -> {
                return flow.loop(at);
            }
            case "box" -> {
                return flow.box(at);
            }
            case "delay" -> {
                return flow.delay(at);
            }
            case "pragma" -> {
                return new Statement.Pragma("pragma " + tokens.restOfLine(), at);
            }
            case "opaque" -> throw new Fault(at, "'opaque' belongs to OpenQASM 2");
            default -> {
                return null;
            }
        }
    }

    private Statement common(int at) {
        switch (tokens.text()) {
            case "include" -> {
                return include(at);
            }
            case "qreg", "creg" -> {
                return declarations.oldRegister(at);
            }
            case "gate" -> {
                return declarations.gate(at);
            }
            case "measure" -> {
                return measure(at);
            }
            case "reset" -> {
                tokens.advance();
                var reset = new Statement.Reset(expressions.operand("a qubit"), at);
                tokens.expect(Token.SEMICOLON);
                return reset;
            }
            case "barrier" -> {
                tokens.advance();
                return new Statement.Barrier(calls.operandsUntilSemicolon(), at);
            }
            case "if" -> {
                return flow.condition(at);
            }
            case "else" -> throw tokens.expected("a statement");
            case "OPENQASM" -> throw new Fault(at, "'OPENQASM' may only stand at the beginning");
            default -> {
                return callOrAssignment(at);
            }
        }
    }

    private Statement include(int at) {
        tokens.advance();
        int fileAt = tokens.at();
        if (!tokens.is(Token.STRING)) {
            throw tokens.expected("a file name in quotes");
        }
        String file = tokens.text();
        tokens.advance();
        tokens.expect(Token.SEMICOLON);
        return new Statement.Include(file, fileAt > at ? fileAt : at);
    }

    private Statement measure(int at) {
        tokens.advance();
        Operand source = expressions.operand("a qubit");
        Operand target = null;
        if (tokens.take(Token.ARROW)) {
            target = expressions.operand("a classical bit");
        } else if (!version3) {
            throw tokens.expected("'->'");
        }
        tokens.expect(Token.SEMICOLON);
        return new Statement.Measure(source, target, at);
    }

    private Statement callOrAssignment(int at) {
        String name = tokens.expectName("a statement");
        if (!version3 || tokens.is(Token.NAME) || tokens.is(Token.LEFT_PAREN) || tokens.is(Token.PHYSICAL)) {
            return calls.plainCall(name, at);
        }
        if (tokens.is(Token.SEMICOLON)) {
            throw tokens.expected("a qubit");
        }
        Operand target = expressions.operand(name, at);
        if (tokens.is(Token.ASSIGN)) {
            tokens.advance();
            if (tokens.takeWord("measure")) {
                Operand source = expressions.operand("a qubit");
                tokens.expect(Token.SEMICOLON);
                return new Statement.Measure(source, target, at);
            }
        } else if (tokens.is(Token.CHANGE)) {
            tokens.advance();
        } else {
            throw tokens.expected("a qubit or '='");
        }
        expressions.expression();
        tokens.expect(Token.SEMICOLON);
        reassigned.putIfAbsent(name, at);
        return new Statement.Assignment(name, at);
    }
}
