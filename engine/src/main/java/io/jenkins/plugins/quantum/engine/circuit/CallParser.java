package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Expression.Operand;
import io.jenkins.plugins.quantum.engine.circuit.Statement.Modifier;
import java.util.ArrayList;
import java.util.List;

/** Parses the application of gates. */
final class CallParser {
    private final Tokens tokens;
    private final ExpressionParser expressions;

    CallParser(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /** With modifiers, or one of the built-in gates. */
    Statement call(int at) {
        var modifiers = new ArrayList<Modifier>(1);
        Modifier.Kind kind = modifierKind();
        while (kind != null) {
            int modifierAt = tokens.at();
            tokens.enter();
            tokens.advance();
            Expression argument = null;
            if (tokens.take(Token.LEFT_PAREN)) {
                argument = expressions.expression();
                tokens.expect(Token.RIGHT_PAREN);
            }
            tokens.expect(Token.AT);
            modifiers.add(new Modifier(kind, argument, modifierAt));
            kind = modifierKind();
        }
        modifiers.forEach(modifier -> tokens.leave());
        int gateAt = tokens.at();
        String gate;
        if (tokens.isWord("gphase") || tokens.isWord("U")) {
            gate = tokens.text();
            tokens.advance();
        } else {
            gate = tokens.expectName("a gate");
        }
        return finish(gate, modifiers, gateAt);
    }

    /** After the name of the gate. */
    Statement plainCall(String gate, int at) {
        return finish(gate, List.of(), at);
    }

    private Statement finish(String gate, List<Modifier> modifiers, int at) {
        List<Expression> angles = List.of();
        if (tokens.take(Token.LEFT_PAREN)) {
            angles = expressions.argumentsUntilParen();
        }
        return new Statement.Call(gate, modifiers, angles, operandsUntilSemicolon(), at);
    }

    List<Operand> operandsUntilSemicolon() {
        if (tokens.take(Token.SEMICOLON)) {
            return List.of();
        }
        Operand first = expressions.operand("a qubit");
        if (tokens.take(Token.SEMICOLON)) {
            return List.of(first);
        }
        var operands = new ArrayList<Operand>(3);
        operands.add(first);
        while (tokens.take(Token.COMMA)) {
            operands.add(expressions.operand("a qubit"));
        }
        tokens.expect(Token.SEMICOLON);
        return operands;
    }

    private Modifier.Kind modifierKind() {
        if (!tokens.is(Token.NAME)) {
            return null;
        }
        return switch (tokens.text()) {
            case "ctrl" -> Modifier.Kind.CTRL;
            case "negctrl" -> Modifier.Kind.NEGCTRL;
            case "inv" -> Modifier.Kind.INV;
            case "pow" -> Modifier.Kind.POW;
            default -> null;
        };
    }
}
