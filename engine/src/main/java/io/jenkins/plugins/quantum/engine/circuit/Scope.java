package io.jenkins.plugins.quantum.engine.circuit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The names that a program has declared, block within block. */
final class Scope implements Names {
    private final Map<String, Symbol> globals = new HashMap<>();
    private final Deque<Map<String, Symbol>> blocks = new ArrayDeque<>();

    @Override
    public Symbol find(String name) {
        for (Map<String, Symbol> block : blocks) {
            Symbol symbol = block.get(name);
            if (symbol != null) {
                return symbol;
            }
        }
        return globals.get(name);
    }

    /** Only what is declared outside of all blocks. */
    Symbol findGlobal(String name) {
        return globals.get(name);
    }

    boolean declaredHere(String name) {
        return (blocks.isEmpty() ? globals : blocks.element()).containsKey(name);
    }

    boolean insideBlock() {
        return !blocks.isEmpty();
    }

    void declare(String name, Symbol symbol) {
        (blocks.isEmpty() ? globals : blocks.element()).put(name, symbol);
    }

    void open() {
        blocks.push(new HashMap<>(4));
    }

    void close() {
        blocks.pop();
    }
}
