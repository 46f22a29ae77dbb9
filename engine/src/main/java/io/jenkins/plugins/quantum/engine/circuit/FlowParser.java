package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Expression.Selector;
import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;
import java.util.List;
import java.util.function.Supplier;

/** Parses statements that hold other statements, and what only gives them a time. */
final class FlowParser {
    private final Tokens tokens;
    private final Problems problems;
    private final boolean version3;
    private final ExpressionParser expressions;
    private final CallParser calls;
    private final Supplier<List<Statement>> block;

    FlowParser(
            Tokens tokens,
            Problems problems,
            boolean version3,
            ExpressionParser expressions,
            CallParser calls,
            Supplier<List<Statement>> block) {
        this.tokens = tokens;
        this.problems = problems;
        this.version3 = version3;
        this.expressions = expressions;
        this.calls = calls;
        this.block = block;
    }

    Statement condition(int at) {
        tokens.advance();
        tokens.expect(Token.LEFT_PAREN);
        Expression condition = expressions.expression();
        tokens.expect(Token.RIGHT_PAREN);
        List<Statement> then = block.get();
        List<Statement> otherwise = List.of();
        if (version3 && tokens.takeWord("else")) {
            otherwise = block.get();
        }
        return new Statement.If(condition, then, otherwise, at);
    }

    Statement loop(int at) {
        tokens.advance();
        skipType();
        String variable = tokens.expectName("a loop variable");
        tokens.expectWord("in");
        Selector range;
        if (tokens.take(Token.LEFT_BRACKET)) {
            range = expressions.selector();
            tokens.expect(Token.RIGHT_BRACKET);
        } else if (tokens.take(Token.LEFT_BRACE)) {
            range = expressions.several();
        } else {
            throw tokens.expected("a range such as [0:3] or a set such as {1, 2}");
        }
        if (range instanceof Selector.One) {
            throw new Fault(at, "expected a range such as [0:3] to loop over, found a single value");
        }
        return new Statement.For(variable, range, block.get(), at);
    }

    Statement box(int at) {
        tokens.advance();
        skipBrackets();
        if (!tokens.is(Token.LEFT_BRACE)) {
            throw tokens.expected("'{'");
        }
        problems.warn("box", at, "the timing of 'box' is not acted upon; its content is read", "");
        return new Statement.Block(block.get(), at);
    }

    Statement delay(int at) {
        tokens.advance();
        skipBrackets();
        problems.warn("delay", at, "'delay' is not acted upon", "");
        return new Statement.Delay(calls.operandsUntilSemicolon(), at);
    }

    private void skipBrackets() {
        if (tokens.take(Token.LEFT_BRACKET)) {
            while (!tokens.take(Token.RIGHT_BRACKET)) {
                if (tokens.is(Token.END) || tokens.is(Token.SEMICOLON)) {
                    throw tokens.expected("']'");
                }
                tokens.advance();
            }
        }
    }

    /** The type before a loop variable; older programs leave it out. */
    private void skipType() {
        if (tokens.is(Token.NAME) && Words.TYPES.contains(tokens.text())) {
            tokens.advance();
            skipBrackets();
        }
    }
}
