package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Expression.Operand;
import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Supplier;

/** Parses what introduces a name: registers, values, inputs, aliases, gates. */
final class DeclarationParser {
    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final Supplier<List<Statement>> block;

    DeclarationParser(Tokens tokens, ExpressionParser expressions, Supplier<List<Statement>> block) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.block = block;
    }

    /** {@code qreg q[2];} and {@code creg c[2];}. */
    Statement oldRegister(int at) {
        boolean quantum = tokens.isWord("qreg");
        tokens.advance();
        int nameAt = tokens.at();
        String name = tokens.expectName("a register name");
        tokens.expect(Token.LEFT_BRACKET);
        Expression size = expressions.expression();
        tokens.expect(Token.RIGHT_BRACKET);
        tokens.expect(Token.SEMICOLON);
        return quantum
                ? new Statement.Qubits(name, size, Math.max(at, nameAt))
                : new Statement.Bits(name, size, null, null, Math.max(at, nameAt));
    }

    /** Of OpenQASM 3, at the word that tells its kind. */
    Statement declaration(String word, int at) {
        tokens.advance();
        return switch (word) {
            case "qubit" -> qubits();
            case "bit" -> bits();
            case "output" -> output();
            case "input" -> input();
            case "let" -> alias();
            case "const" -> constant(expectType());
            default -> castOrConstant(word, at);
        };
    }

    private Statement qubits() {
        Expression size = width();
        int nameAt = tokens.at();
        String name = tokens.expectName("a register name");
        tokens.expect(Token.SEMICOLON);
        return new Statement.Qubits(name, size, nameAt);
    }

    private Statement output() {
        if (!tokens.takeWord("bit")) {
            throw tokens.expected("'bit' after 'output'", "only measured bits are results of a circuit");
        }
        return bits();
    }

    private Statement bits() {
        Expression size = width();
        int nameAt = tokens.at();
        String name = tokens.expectName("a register name");
        Expression initial = null;
        Operand measured = null;
        if (tokens.take(Token.ASSIGN)) {
            if (tokens.takeWord("measure")) {
                measured = expressions.operand("a qubit");
            } else {
                initial = expressions.expression();
            }
        }
        tokens.expect(Token.SEMICOLON);
        return new Statement.Bits(name, size, initial, measured, nameAt);
    }

    private Statement input() {
        int at = tokens.at();
        String type = tokens.is(Token.NAME) ? tokens.text() : "";
        if (!type.equals("float") && !type.equals("angle")) {
            throw new Fault(
                    at,
                    "expected an input of type 'float' or 'angle', found '" + tokens.asWritten() + "'",
                    type.equals("array") ? "declare one input for each element: x_0, x_1, …" : "");
        }
        tokens.advance();
        width();
        int nameAt = tokens.at();
        String name = tokens.expectName("a name for the input");
        tokens.expect(Token.SEMICOLON);
        return new Statement.Input(name, nameAt);
    }

    private Statement alias() {
        int nameAt = tokens.at();
        String name = tokens.expectName("a name for the alias");
        tokens.expect(Token.ASSIGN);
        var parts = new ArrayList<Operand>(2);
        do {
            parts.add(expressions.operand("a register"));
        } while (tokens.take(Token.CONCAT));
        tokens.expect(Token.SEMICOLON);
        return new Statement.Alias(name, parts, nameAt);
    }

    private String expectType() {
        if (tokens.is(Token.NAME) && (Words.TYPES.contains(tokens.text()) || tokens.isWord("bit"))) {
            String type = tokens.text();
            tokens.advance();
            return type;
        }
        throw tokens.expected("a type such as float or int");
    }

    private Statement castOrConstant(String type, int at) {
        if (tokens.is(Token.LEFT_PAREN)) {
            throw new Fault(at, "expected a statement, found an expression");
        }
        return constant(type);
    }

    private Statement constant(String type) {
        Expression width = width();
        int nameAt = tokens.at();
        String name = tokens.expectName("a name");
        Expression value = null;
        if (tokens.take(Token.ASSIGN)) {
            if (tokens.isWord("measure")) {
                throw new Fault(tokens.at(), "a measurement gives a bit, not a value of type '" + type + "'");
            }
            value = expressions.expression();
        }
        tokens.expect(Token.SEMICOLON);
        return new Statement.Constant(type, width, name, value, nameAt);
    }

    private Expression width() {
        if (!tokens.take(Token.LEFT_BRACKET)) {
            return null;
        }
        Expression width = expressions.expression();
        tokens.expect(Token.RIGHT_BRACKET);
        return width;
    }

    Statement gate(int at) {
        tokens.advance();
        Heading heading = heading(at);
        if (!tokens.is(Token.LEFT_BRACE)) {
            throw tokens.expected("'{'");
        }
        return new Statement.GateDefinition(heading.name, heading.angles, heading.qubits, block.get(), heading.at);
    }

    /** After the word {@code opaque}. */
    Statement opaque(int at) {
        Heading heading = heading(at);
        tokens.expect(Token.SEMICOLON);
        return new Statement.GateDefinition(heading.name, heading.angles, heading.qubits, null, heading.at);
    }

    private record Heading(String name, List<String> angles, List<String> qubits, int at) {}

    private Heading heading(int at) {
        int nameAt = tokens.at();
        String name = tokens.isWord("U") || tokens.isWord("gphase") ? builtIn() : tokens.expectName("a gate name");
        List<String> angles = List.of();
        if (tokens.take(Token.LEFT_PAREN)) {
            angles = tokens.is(Token.RIGHT_PAREN) ? List.of() : names("a parameter");
            tokens.expect(Token.RIGHT_PAREN);
        }
        return new Heading(name, angles, names("a qubit"), Math.max(at, nameAt));
    }

    private String builtIn() {
        throw new Fault(tokens.at(), "the gate '" + tokens.text() + "' is built in and cannot be defined again");
    }

    private List<String> names(String what) {
        var names = new LinkedHashSet<String>();
        do {
            int at = tokens.at();
            String name = tokens.expectName(what);
            if (!names.add(name)) {
                throw new Fault(at, "the name '" + name + "' stands twice in this list");
            }
        } while (tokens.take(Token.COMMA));
        return List.copyOf(names);
    }
}
