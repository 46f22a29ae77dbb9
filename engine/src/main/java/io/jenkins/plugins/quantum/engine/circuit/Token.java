package io.jenkins.plugins.quantum.engine.circuit;

/** The kinds of tokens of OpenQASM 2 and 3. */
enum Token {
    END("end of file"),
    BAD("an unreadable character"),
    NAME("a name"),
    WHOLE("a whole number"),
    REAL("a number"),
    DURATION("a duration"),
    IMAGINARY("an imaginary number"),
    STRING("a string"),
    PHYSICAL("a physical qubit"),
    SEMICOLON(";"),
    COMMA(","),
    COLON(":"),
    LEFT_PAREN("("),
    RIGHT_PAREN(")"),
    LEFT_BRACKET("["),
    RIGHT_BRACKET("]"),
    LEFT_BRACE("{"),
    RIGHT_BRACE("}"),
    AT("@"),
    HASH("#"),
    ARROW("->"),
    ASSIGN("="),
    CHANGE("an operator such as +="),
    PLUS("+"),
    CONCAT("++"),
    MINUS("-"),
    STAR("*"),
    POWER("**"),
    SLASH("/"),
    PERCENT("%"),
    CARET("^"),
    TILDE("~"),
    NOT("!"),
    AND("&"),
    OR("|"),
    BOTH("&&"),
    EITHER("||"),
    EQUAL("=="),
    UNEQUAL("!="),
    LESS("<"),
    GREATER(">"),
    AT_MOST("<="),
    AT_LEAST(">="),
    SHIFT_LEFT("<<"),
    SHIFT_RIGHT(">>");

    private final String text;

    Token(String text) {
        this.text = text;
    }

    /** How a message names it: signs in quotes, classes of tokens in words. */
    String described() {
        return ordinal() >= SEMICOLON.ordinal() && this != CHANGE ? "'" + text + "'" : text;
    }

    String text() {
        return text;
    }
}
