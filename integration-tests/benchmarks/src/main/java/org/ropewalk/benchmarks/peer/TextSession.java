package org.ropewalk.benchmarks.peer;

import java.util.Map;

/**
 * The benchmark protocol over decoded lines, shared by every String-based peer. One instance per
 * connection.
 */
final class TextSession {
    record Item(String flags, String data) {}

    private final Map<String, Item> store;
    private String key;
    private String flags;
    private boolean quiet;

    TextSession(Map<String, Item> store) {
        this.store = store;
    }

    /** Handles one line; returns the reply with its line end, or null when there is none. */
    String line(String line) {
        if (key != null) {
            store.put(key, new Item(flags, line));
            key = null;
            return quiet ? null : "STORED\r\n";
        }
        String[] w = line.split(" ");
        switch (w[0]) {
            case "get":
                {
                    Item it = store.get(w[1]);
                    return it == null
                            ? "END\r\n"
                            : "VALUE "
                                    + w[1]
                                    + " "
                                    + it.flags
                                    + " "
                                    + it.data.length()
                                    + "\r\n"
                                    + it.data
                                    + "\r\nEND\r\n";
                }
            case "set":
                key = w[1];
                flags = w[2];
                quiet = w.length > 5 && w[5].equals("noreply");
                return null;
            case "delete":
                return store.remove(w[1]) != null ? "DELETED\r\n" : "NOT_FOUND\r\n";
            case "incr":
                {
                    Item it = store.get(w[1]);
                    if (it == null) {
                        return "NOT_FOUND\r\n";
                    }
                    String v = Long.toString(Long.parseLong(it.data) + Long.parseLong(w[2]));
                    store.put(w[1], new Item(it.flags, v));
                    return v + "\r\n";
                }
            case "PING":
                return "PONG\r\n";
            case "ECHO":
                return line.substring(Math.min(5, line.length())) + "\r\n";
            default:
                return "ERROR\r\n";
        }
    }
}
