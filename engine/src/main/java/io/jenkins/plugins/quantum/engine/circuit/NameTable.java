package io.jenkins.plugins.quantum.engine.circuit;

import java.util.Arrays;

/** Gives the same string for the same characters, without making one first: a program repeats few names very often. */
final class NameTable {
    private String[] slots = new String[256];
    private int count;

    String name(SourceText source, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + source.at(i);
        }
        int slot = slot(hash);
        while (slots[slot] != null) {
            if (same(slots[slot], source, from, to)) {
                return slots[slot];
            }
            slot = slot + 1 & slots.length - 1;
        }
        String name = source.slice(from, to);
        slots[slot] = name;
        if (++count * 2 > slots.length) {
            grow();
        }
        return name;
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 15) & slots.length - 1;
    }

    private void grow() {
        String[] old = slots;
        slots = new String[old.length * 2];
        Arrays.stream(old).filter(name -> name != null).forEach(name -> {
            int slot = slot(name.hashCode());
            while (slots[slot] != null) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = name;
        });
    }

    private static boolean same(String name, SourceText source, int from, int to) {
        if (name.length() != to - from) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != source.at(from + i)) {
                return false;
            }
        }
        return true;
    }
}
