package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;

/** Splits a program into tokens, one at a time, without an object for each. */
final class Lexer {
    private final SourceText source;
    private final NameTable names = new NameTable();
    private final NumberScanner numbers;
    private int next;

    private Token kind;
    private int start;
    private int previousEnd;
    private String text;

    Lexer(SourceText source) {
        this.source = source;
        this.numbers = new NumberScanner(source);
        this.next = source.at(0) == '\uFEFF' ? 1 : 0;
    }

    Token kind() {
        return kind;
    }

    /** Offset of the token. */
    int start() {
        return start;
    }

    /** Offset behind the token. */
    int end() {
        return next;
    }

    /** Offset behind the token before this one. */
    int previousEnd() {
        return previousEnd;
    }

    /** The name, the string without its quotes, or the physical qubit with its {@code $}. */
    String text() {
        return text;
    }

    long whole() {
        return numbers.whole();
    }

    double real() {
        return numbers.real();
    }

    /** Goes to the next token. After a fault the lexer stands behind the offending characters. */
    void advance() {
        previousEnd = next;
        kind = Token.BAD;
        skipBlanksAndComments();
        start = next;
        char c = source.at(next);
        if (next >= source.length()) {
            kind = Token.END;
        } else if (startsName(c)) {
            scanName();
        } else if (isDigit(c) || c == '.' && isDigit(source.at(next + 1))) {
            kind = numbers.scan(next);
            next = numbers.end();
            numbers.check(start);
        } else if (c == '"' || c == '\'') {
            scanString(c);
        } else if (c == '$') {
            scanPhysical();
        } else {
            scanSign(c);
        }
    }

    /** The rest of the line behind the token, which is then skipped. */
    String restOfLine() {
        int from = next;
        while (next < source.length() && source.at(next) != '\n' && source.at(next) != '\r') {
            next++;
        }
        String rest = source.slice(from, next).strip();
        advance();
        return rest;
    }

    /** Whether only blanks stand before the token on its line. */
    boolean firstOnLine() {
        int i = start - 1;
        while (i >= 0 && (source.at(i) == ' ' || source.at(i) == '\t')) {
            i--;
        }
        return i < 0 || source.at(i) == '\n' || source.at(i) == '\r';
    }

    /** The text of the token as it stands in the program. */
    String asWritten() {
        return source.slice(start, next);
    }

    private void skipBlanksAndComments() {
        while (true) {
            char c = source.at(next);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\u00A0') {
                next++;
            } else if (c == '/' && source.at(next + 1) == '/') {
                while (next < source.length() && source.at(next) != '\n' && source.at(next) != '\r') {
                    next++;
                }
            } else if (c == '/' && source.at(next + 1) == '*') {
                skipBlockComment();
            } else {
                return;
            }
        }
    }

    private void skipBlockComment() {
        int from = next;
        next += 2;
        while (source.at(next) != '*' || source.at(next + 1) != '/') {
            if (next >= source.length()) {
                kind = Token.END;
                start = next;
                throw new Fault(from, "expected '*/', found end of file: this comment is not closed");
            }
            next++;
        }
        next += 2;
    }

    private void scanName() {
        int end = next + 1;
        while (continuesName(source.at(end))) {
            end++;
        }
        kind = Token.NAME;
        text = names.name(source, next, end);
        next = end;
    }

    private void scanString(char quote) {
        int end = next + 1;
        while (source.at(end) != quote) {
            char c = source.at(end);
            if (end >= source.length() || c == '\n' || c == '\r') {
                next = end;
                throw new Fault(start, "expected " + quote + " before the end of the line: this string is not closed");
            }
            end++;
        }
        kind = Token.STRING;
        text = source.slice(next + 1, end);
        next = end + 1;
    }

    private void scanPhysical() {
        int end = next + 1;
        while (isDigit(source.at(end))) {
            end++;
        }
        next = end;
        if (end == start + 1 || end - start > 7) {
            throw new Fault(start, "expected the number of a physical qubit after '$', at most 6 digits");
        }
        kind = Token.PHYSICAL;
        text = "$" + Integer.parseInt(source.slice(start + 1, end));
    }

    private void scanSign(char c) {
        char second = source.at(next + 1);
        char third = source.at(next + 2);
        Token sign =
                switch (c) {
                    case ';' -> Token.SEMICOLON;
                    case ',' -> Token.COMMA;
                    case ':' -> Token.COLON;
                    case '(' -> Token.LEFT_PAREN;
                    case ')' -> Token.RIGHT_PAREN;
                    case '[' -> Token.LEFT_BRACKET;
                    case ']' -> Token.RIGHT_BRACKET;
                    case '{' -> Token.LEFT_BRACE;
                    case '}' -> Token.RIGHT_BRACE;
                    case '@' -> Token.AT;
                    case '#' -> Token.HASH;
                    case '+' -> second == '+' ? Token.CONCAT : orChange(second, Token.PLUS);
                    case '-' -> second == '>' ? Token.ARROW : orChange(second, Token.MINUS);
                    case '*' -> second == '*' ? orChange(third, Token.POWER) : orChange(second, Token.STAR);
                    case '/' -> orChange(second, Token.SLASH);
                    case '%' -> orChange(second, Token.PERCENT);
                    case '^' -> orChange(second, Token.CARET);
                    case '~' -> orChange(second, Token.TILDE);
                    case '&' -> second == '&' ? Token.BOTH : orChange(second, Token.AND);
                    case '|' -> second == '|' ? Token.EITHER : orChange(second, Token.OR);
                    case '=' -> second == '=' ? Token.EQUAL : Token.ASSIGN;
                    case '!' -> second == '=' ? Token.UNEQUAL : Token.NOT;
                    case '<' ->
                        second == '<' ? orChange(third, Token.SHIFT_LEFT) : second == '=' ? Token.AT_MOST : Token.LESS;
                    case '>' ->
                        second == '>'
                                ? orChange(third, Token.SHIFT_RIGHT)
                                : second == '=' ? Token.AT_LEAST : Token.GREATER;
                    default -> null;
                };
        if (sign == null) {
            next++;
            throw new Fault(start, "the character '" + c + "' has no meaning in OpenQASM");
        }
        kind = sign;
        next += kind == Token.CHANGE ? changeLength(c, second) : kind.text().length();
    }

    private static Token orChange(char following, Token otherwise) {
        return following == '=' ? Token.CHANGE : otherwise;
    }

    private static int changeLength(char c, char second) {
        return c == second ? 3 : 2;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean startsName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c > 127 && Character.isLetter(c);
    }

    static boolean continuesName(char c) {
        return startsName(c) || isDigit(c);
    }
}
