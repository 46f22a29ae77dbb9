package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;

/** Finds the version of the language: from the header or, where that is missing, from the words of the program. */
final class HeaderParser {
    private final Lexer lexer;
    private final SourceText source;
    private final Problems problems;

    /** Reads with a lexer that stands at the first token. */
    HeaderParser(SourceText source, Lexer lexer, Problems problems) {
        this.source = source;
        this.lexer = lexer;
        this.problems = problems;
    }

    /** 2 or 3; the lexer then stands behind the version number, or still at the first token where there is no header. */
    int version() {
        if (lexer.kind() != Token.NAME || !lexer.text().equals("OPENQASM")) {
            return guess();
        }
        lexer.advance();
        String number = lexer.asWritten();
        int version =
                switch (number) {
                    case "2", "2.0" -> 2;
                    case "3", "3.0", "3.1" -> 3;
                    default -> 0;
                };
        if (version == 0 && (lexer.kind() == Token.REAL || lexer.kind() == Token.WHOLE)) {
            throw new Fault(lexer.start(), "expected OpenQASM version 2.0, 3.0 or 3.1, found version " + number, "");
        }
        if (version == 0) {
            throw new Fault(lexer.start(), "expected a version such as 2.0 or 3.0 after 'OPENQASM'");
        }
        lexer.advance();
        return version;
    }

    private int guess() {
        var ahead = new Lexer(source);
        int version = 3;
        try {
            do {
                ahead.advance();
                if (tells2(ahead)) {
                    version = 2;
                    break;
                }
            } while (ahead.kind() != Token.END && !tells3(ahead));
        } catch (Fault unreadable) {
            // the parser proper comes to the same place and reports it
            version = 3;
        }
        if (version == 2) {
            problems.warn(
                    "header",
                    lexer.start(),
                    "expected 'OPENQASM 2.0;' first; read as OpenQASM 2, as some files of the QASMBench collection want it",
                    "put 'OPENQASM 2.0;' on the first line");
        }
        return version;
    }

    private static boolean tells2(Lexer ahead) {
        return ahead.kind() == Token.STRING && ahead.text().equals("qelib1.inc")
                || ahead.kind() == Token.NAME
                        && (ahead.text().equals("qreg") || ahead.text().equals("creg"));
    }

    private static boolean tells3(Lexer ahead) {
        return ahead.kind() == Token.STRING && ahead.text().equals("stdgates.inc")
                || ahead.kind() == Token.NAME
                        && (ahead.text().equals("qubit") || ahead.text().equals("bit"));
    }
}
