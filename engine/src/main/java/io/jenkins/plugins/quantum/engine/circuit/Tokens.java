package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;

/** The token at hand, with the questions and complaints that every part of the parser shares. */
final class Tokens {
    private static final int LONGEST_QUOTE = 40;
    private static final int LONGEST_NAME = 1000;
    /** How deeply expressions and blocks may be nested. */
    private static final int DEEPEST = 200;

    private final Lexer lexer;
    private final boolean version3;
    private int depth;

    Tokens(Lexer lexer, boolean version3) {
        this.lexer = lexer;
        this.version3 = version3;
    }

    void advance() {
        lexer.advance();
    }

    int at() {
        return lexer.start();
    }

    boolean is(Token kind) {
        return lexer.kind() == kind;
    }

    Token kind() {
        return lexer.kind();
    }

    boolean isWord(String word) {
        return lexer.kind() == Token.NAME && lexer.text().equals(word);
    }

    /** Takes the token when it is of this kind. */
    boolean take(Token kind) {
        if (lexer.kind() == kind) {
            lexer.advance();
            return true;
        }
        return false;
    }

    boolean takeWord(String word) {
        if (isWord(word)) {
            lexer.advance();
            return true;
        }
        return false;
    }

    void expect(Token kind) {
        if (lexer.kind() != kind) {
            throw expected(kind.described());
        }
        lexer.advance();
    }

    void expectWord(String word) {
        if (!takeWord(word)) {
            throw expected("'" + word + "'");
        }
    }

    /** A name of the user's choice. */
    String expectName(String what) {
        if (lexer.kind() != Token.NAME) {
            throw expected(what);
        }
        String name = lexer.text();
        if (Words.RESERVED.contains(name) || version3 && Words.RESERVED_3.contains(name)) {
            throw new Fault(at(), "expected " + what + ", found the reserved word '" + name + "'");
        }
        if (name.length() > LONGEST_NAME) {
            throw new Fault(at(), "a name of " + name.length() + " characters; at most " + LONGEST_NAME);
        }
        lexer.advance();
        return name;
    }

    String text() {
        return lexer.text();
    }

    long whole() {
        return lexer.whole();
    }

    double real() {
        return lexer.real();
    }

    String asWritten() {
        return lexer.asWritten();
    }

    String restOfLine() {
        return lexer.restOfLine();
    }

    Fault expected(String what) {
        return expected(what, "");
    }

    /** A missing token is reported where the text ends, not on the empty line behind it. */
    Fault expected(String what, String advice) {
        int at = is(Token.END) ? lexer.previousEnd() : at();
        return new Fault(at, "expected " + what + ", found " + found(), advice);
    }

    private String found() {
        if (is(Token.END)) {
            return Token.END.described();
        }
        String written = asWritten();
        return "'" + (written.length() > LONGEST_QUOTE ? written.substring(0, LONGEST_QUOTE) + "…" : written) + "'";
    }

    void enter() {
        if (++depth > DEEPEST) {
            throw new Fault(at(), "more than " + DEEPEST + " levels of nesting");
        }
    }

    void leave() {
        depth--;
    }

    int depth() {
        return depth;
    }

    /** After an error: back to the level where reading goes on. */
    void backTo(int level) {
        depth = level;
    }

    /**
     * Skips the rest of a statement that cannot be read: behind its semicolon or block, or to the next word that begins
     * a statement on a line of its own.
     *
     * @param from
     *     where the statement began
     */
    void skipStatement(int from) {
        boolean moved = at() > from;
        while (!is(Token.END)) {
            if (moved && is(Token.NAME) && Words.STARTERS.contains(text()) && lexer.firstOnLine()) {
                return;
            }
            if (is(Token.RIGHT_BRACE)) {
                return;
            }
            boolean semicolon = is(Token.SEMICOLON);
            if (is(Token.LEFT_BRACE)) {
                skipBlock();
                return;
            }
            advanceOverFaults();
            moved = true;
            if (semicolon) {
                return;
            }
        }
    }

    private void skipBlock() {
        int open = 0;
        do {
            open += is(Token.LEFT_BRACE) ? 1 : is(Token.RIGHT_BRACE) ? -1 : 0;
            advanceOverFaults();
        } while (open > 0 && !is(Token.END));
    }

    /** Inside text that is skipped anyway, a character that cannot be read is not worth a message. */
    private void advanceOverFaults() {
        while (true) {
            try {
                lexer.advance();
                return;
            } catch (Fault skipped) {
                if (lexer.kind() == Token.END) {
                    return;
                }
            }
        }
    }
}
