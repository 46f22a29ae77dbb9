package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Expression.Operand;
import io.jenkins.plugins.quantum.engine.circuit.Expression.Selector;
import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses expressions and operands. Arithmetic on written numbers is done at once. */
final class ExpressionParser {
    private static final int MOST_OPERATORS = 1000;
    private static final int UNARY_LEVEL = 11;

    private final Tokens tokens;
    private final boolean version3;
    private final Set<Integer> physical;
    private int operators;

    /** Collects the numbers of physical qubits in {@code physical}. */
    ExpressionParser(Tokens tokens, boolean version3, Set<Integer> physical) {
        this.tokens = tokens;
        this.version3 = version3;
        this.physical = physical;
    }

    Expression expression() {
        operators = 0;
        return expression(0);
    }

    /** {@code (a, b)}, after the opening parenthesis. */
    List<Expression> argumentsUntilParen() {
        var arguments = new ArrayList<Expression>(3);
        if (!tokens.is(Token.RIGHT_PAREN)) {
            do {
                arguments.add(expression());
            } while (tokens.take(Token.COMMA) && !tokens.is(Token.RIGHT_PAREN));
        }
        tokens.expect(Token.RIGHT_PAREN);
        return arguments;
    }

    Operand operand(String what) {
        int at = tokens.at();
        if (tokens.is(Token.PHYSICAL)) {
            String name = tokens.text();
            physical.add(Integer.valueOf(name.substring(1)));
            tokens.advance();
            return new Operand(name, -1, null, at);
        }
        return operand(tokens.expectName(what), at);
    }

    /** After its name. */
    Operand operand(String name, int at) {
        if (!tokens.take(Token.LEFT_BRACKET)) {
            return new Operand(name, -1, null, at);
        }
        Selector selector = selector();
        tokens.expect(Token.RIGHT_BRACKET);
        if (selector instanceof Selector.One one
                && one.index() instanceof Expression.Whole number
                && number.value() >= 0
                && number.value() <= Integer.MAX_VALUE) {
            return new Operand(name, (int) number.value(), null, at);
        }
        return new Operand(name, -1, selector, at);
    }

    /** What stands between brackets. */
    Selector selector() {
        int at = tokens.at();
        if (tokens.take(Token.LEFT_BRACE)) {
            return several();
        }
        Expression first = tokens.is(Token.COLON) ? null : expression();
        if (!tokens.take(Token.COLON)) {
            return new Selector.One(first);
        }
        Expression second = endsRange() ? null : expression();
        if (!tokens.take(Token.COLON)) {
            return new Selector.Range(first, null, second, at);
        }
        return new Selector.Range(first, second, endsRange() ? null : expression(), at);
    }

    /** A set, after its opening brace. */
    Selector.Several several() {
        var indices = new ArrayList<Expression>();
        do {
            indices.add(expression());
        } while (tokens.take(Token.COMMA) && !tokens.is(Token.RIGHT_BRACE));
        tokens.expect(Token.RIGHT_BRACE);
        return new Selector.Several(indices);
    }

    private boolean endsRange() {
        return tokens.is(Token.RIGHT_BRACKET) || tokens.is(Token.COLON);
    }

    private Expression expression(int lowest) {
        tokens.enter();
        Expression left = unary();
        while (true) {
            Token operator = tokens.kind();
            int level = level(operator);
            if (level < 0 || level < lowest) {
                break;
            }
            int at = tokens.at();
            if (++operators > MOST_OPERATORS) {
                throw new Fault(at, "more than " + MOST_OPERATORS + " operators in one expression");
            }
            tokens.advance();
            boolean power = isPower(operator);
            Expression right = expression(power ? level : level + 1);
            left = Folding.binary(power ? Token.POWER : operator, left, right, at);
        }
        tokens.leave();
        return left;
    }

    private boolean isPower(Token operator) {
        return operator == Token.POWER || operator == Token.CARET && !version3;
    }

    private int level(Token operator) {
        return switch (operator) {
            case EITHER -> 1;
            case BOTH -> 2;
            case OR -> 3;
            case CARET -> version3 ? 4 : UNARY_LEVEL + 1;
            case AND -> 5;
            case EQUAL, UNEQUAL -> 6;
            case LESS, GREATER, AT_MOST, AT_LEAST -> 7;
            case SHIFT_LEFT, SHIFT_RIGHT -> 8;
            case PLUS, MINUS -> 9;
            case STAR, SLASH, PERCENT -> 10;
            case POWER -> UNARY_LEVEL + 1;
            default -> -1;
        };
    }

    private Expression unary() {
        Token operator = tokens.kind();
        if (operator != Token.MINUS && operator != Token.PLUS && operator != Token.NOT && operator != Token.TILDE) {
            return primary();
        }
        int at = tokens.at();
        tokens.advance();
        Expression operand = expression(UNARY_LEVEL);
        return operator == Token.PLUS ? operand : Folding.unary(operator, operand, at);
    }

    private Expression primary() {
        int at = tokens.at();
        switch (tokens.kind()) {
            case WHOLE -> {
                long value = tokens.whole();
                tokens.advance();
                return new Expression.Whole(value, at);
            }
            case REAL -> {
                double value = tokens.real();
                if (Double.isInfinite(value)) {
                    throw new Fault(at, "expected a number of at most 1.8e308, found a larger one");
                }
                tokens.advance();
                return new Expression.Real(value, at);
            }
            case STRING -> {
                return bitText(at);
            }
            case LEFT_PAREN -> {
                tokens.advance();
                Expression inner = expression(0);
                tokens.expect(Token.RIGHT_PAREN);
                return inner;
            }
            case NAME -> {
                return named(at);
            }
            case PHYSICAL -> {
                return new Expression.Reference(operand("an expression"));
            }
            default -> throw tokens.expected("an expression");
        }
    }

    private Expression bitText(int at) {
        String bits = tokens.text().replace("_", "");
        if (!bits.chars().allMatch(c -> c == '0' || c == '1') || bits.isEmpty()) {
            throw tokens.expected("a string of 0 and 1");
        }
        tokens.advance();
        return new Expression.BitText(bits, at);
    }

    private Expression named(int at) {
        String name = tokens.text();
        Double known = constant(name);
        if (known != null) {
            tokens.advance();
            return new Expression.Real(known, at);
        }
        if (version3 && (name.equals("true") || name.equals("false"))) {
            tokens.advance();
            return new Expression.Truth(name.equals("true"), at);
        }
        if (version3 && (Words.TYPES.contains(name) || name.equals("bit"))) {
            tokens.advance();
            return cast(name, at);
        }
        if (version3 && name.equals("measure")) {
            throw new Fault(at, "a measurement cannot stand inside an expression", "measure into a bit first");
        }
        if (version3 && name.equals("pow")) {
            tokens.advance();
            tokens.expect(Token.LEFT_PAREN);
            return new Expression.Call(name, argumentsInside(), at);
        }
        tokens.expectName("an expression");
        if (tokens.take(Token.LEFT_PAREN)) {
            return new Expression.Call(name, argumentsInside(), at);
        }
        return new Expression.Reference(operand(name, at));
    }

    /** Arguments of a function: they count with the expression around them. */
    private List<Expression> argumentsInside() {
        var arguments = new ArrayList<Expression>(2);
        do {
            arguments.add(expression(0));
        } while (tokens.take(Token.COMMA));
        tokens.expect(Token.RIGHT_PAREN);
        return arguments;
    }

    private Expression cast(String type, int at) {
        Expression width = null;
        if (tokens.take(Token.LEFT_BRACKET)) {
            width = expression(0);
            tokens.expect(Token.RIGHT_BRACKET);
        }
        tokens.expect(Token.LEFT_PAREN);
        Expression operand = expression(0);
        tokens.expect(Token.RIGHT_PAREN);
        return new Expression.Cast(type, width, operand, at);
    }

    private Double constant(String name) {
        if (name.equals("pi")) {
            return Math.PI;
        }
        if (!version3) {
            return null;
        }
        return switch (name) {
            case "π" -> Math.PI;
            case "tau", "τ" -> 2 * Math.PI;
            case "euler", "ℇ" -> Math.E;
            default -> null;
        };
    }
}
