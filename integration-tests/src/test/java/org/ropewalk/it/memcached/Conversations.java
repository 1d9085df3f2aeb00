package org.ropewalk.it.memcached;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Conversations with a memcached: each seed gives the same commands, right ones and wrong ones.
 * Each element is a command with its data. What is known to differ is not asked: docs/protocols.md
 * lists it.
 */
final class Conversations {
    private static final int MOST_COMMANDS = 24;
    private static final int KEY_BYTES = 250;

    private static final List<String> KEYS =
            List.of(
                    "k",
                    "k",
                    "k",
                    "n",
                    "n",
                    "other",
                    "Zm9v",
                    "Zm9vYg==",
                    "caf\u00c3\u00a9",
                    "x".repeat(KEY_BYTES),
                    "x".repeat(KEY_BYTES + 1));
    private static final List<String> SHORT_KEYS = KEYS.subList(0, KEYS.size() - 1);
    private static final List<String> DATA =
            List.of(
                    "",
                    "a",
                    "hello",
                    "1",
                    "0",
                    "10",
                    "99",
                    "007",
                    "-1",
                    "12 ",
                    " 12",
                    "12x",
                    "18446744073709551615",
                    "18446744073709551616",
                    "123456789012345678901",
                    "with\r\nend",
                    "binary\u00ff");
    private static final List<String> FLAGS =
            List.of("0", "0", "5", "65535", "4294967295", "-1", "x", "7x", "0x1");
    private static final List<String> TIMES =
            List.of(
                    "0",
                    "0",
                    "0",
                    "100",
                    "-1",
                    "2592000",
                    "2592001",
                    "99999999999999999999",
                    "x",
                    "1x",
                    "-0");
    private static final List<String> DELTAS =
            List.of(
                    "1",
                    "5",
                    "0",
                    "100",
                    "18446744073709551615",
                    "18446744073709551616",
                    "-1",
                    "x",
                    "1x");
    private static final List<String> LENGTHS =
            List.of(
                    "-1",
                    "x",
                    "1x",
                    "18446744073709551616",
                    "2147483646",
                    "2147483647",
                    "2147483648",
                    "4294967295");
    private static final List<String> META_TOKENS =
            List.of(
                    "c", "f", "h", "k", "l", "q", "s", "t", "v", "I", "Oabc", "O", "T0", "T30",
                    "Tx", "T", "N30", "N0", "Nx", "R10", "R40", "Rx", "C1", "C0", "Cx", "F9", "F-1",
                    "Fx", "D3", "Dx", "D", "J13", "Jx", "ME", "MA", "MR", "MP", "MS", "MI", "MD",
                    "M+", "M-", "MX", "M", "S5", "z", "k2", "v1", "q");
    private static final List<String> OTHERS =
            List.of(
                    "version",
                    "version a",
                    "mn",
                    "mn a b",
                    "stats foo",
                    "stats reset",
                    "stats reset a",
                    "stats sizes",
                    "stats detail",
                    "stats detail x",
                    "stats detail off",
                    "stats detail dump",
                    "verbosity",
                    "verbosity 1",
                    "verbosity 0 noreply",
                    "verbosity x",
                    "verbosity noreply",
                    "verbosity -1",
                    "verbosity 1 2 3",
                    "flush_all",
                    "flush_all 0",
                    "flush_all noreply",
                    "flush_all 0 noreply",
                    "flush_all -1",
                    "flush_all x",
                    "flush_all 1 2 3",
                    "cache_memlimit",
                    "cache_memlimit 64",
                    "cache_memlimit 64 noreply",
                    "cache_memlimit x",
                    "cache_memlimit 4",
                    "cache_memlimit 64 a b",
                    "cache_memlimit -1",
                    "cache_memlimit 1000000001",
                    "slabs",
                    "slabs foo",
                    "slabs automove",
                    "slabs automove 0",
                    "slabs automove 1",
                    "slabs automove x",
                    "slabs reassign",
                    "slabs reassign 1",
                    "slabs reassign x 1",
                    "slabs reassign 1 1",
                    "slabs reassign 99 1",
                    "slabs reassign 1 2 3",
                    "slabs automove 3",
                    "lru",
                    "lru x",
                    "lru tune",
                    "lru tune 10 25",
                    "lru tune 10 25 x 2.0",
                    "lru tune x 25 0.1 2.0",
                    "lru tune 10 25 0.1 2.0",
                    "lru tune 40 41 1 1",
                    "lru tune 10 25 0 1",
                    "lru tune 10 25 1 -1",
                    "lru tune 4294967295 2 1 1",
                    "lru mode",
                    "lru mode flat",
                    "lru mode x",
                    "lru temp_ttl",
                    "lru temp_ttl 10",
                    "lru a b c",
                    "lru_crawler",
                    "lru_crawler x",
                    "lru_crawler tocrawl",
                    "lru_crawler tocrawl 5",
                    "lru_crawler tocrawl x",
                    "lru_crawler sleep",
                    "lru_crawler sleep 0",
                    "lru_crawler sleep 1000000",
                    "lru_crawler disable",
                    "lru_crawler sleep x",
                    "lru_crawler crawl",
                    "lru_crawler crawl all",
                    "lru_crawler crawl 1,2",
                    "lru_crawler metadump all",
                    "lru_crawler metadump hash",
                    "lru_crawler mgdump hash",
                    "lru_crawler a b c d",
                    "stats sizes x",
                    "stats extstore",
                    "stats proxy",
                    "misbehave",
                    "watch",
                    "watch fetchers",
                    "shutdown",
                    "shutdown graceful",
                    "stats cachedump",
                    "stats cachedump 1 0",
                    "set",
                    "set k",
                    "set k 0 0",
                    "cas k 0 0 1",
                    "add k 0 0 1 a b",
                    "incr k",
                    "decr",
                    "touch k",
                    "touch",
                    "ms k",
                    "",
                    " ",
                    "GET k",
                    "Set k 0 0 1",
                    "getx k",
                    "g",
                    "getsx",
                    "mx k",
                    "m",
                    "mg",
                    "md",
                    "ma",
                    "me",
                    "get  k  other ",
                    " get k",
                    "mg nokey O12345678901234567890123456789012",
                    "mg nokey O1234567890123456789012345678901",
                    "md nokey O12345678901234567890123456789012",
                    "ma nokey O12345678901234567890123456789012",
                    "mg k b c f h k l q s t v u C1 D1 F1 I J1 MS",
                    "mg k b c f h k l q s t v u C1 D1 F1 I J1 MS O",
                    "quit a");
    private static final List<String> NOREPLY = List.of("", "", "", " noreply", " noreply");

    private final Random random;

    private Conversations(long seed) {
        random = new Random(seed);
    }

    /** The commands that {@code seed} stands for. */
    static List<String> of(long seed) {
        Conversations one = new Conversations(seed);
        List<String> commands = new ArrayList<>();
        int size = 1 + one.random.nextInt(MOST_COMMANDS);
        for (int i = 0; i < size; i++) {
            commands.add(one.command());
        }
        return commands;
    }

    private String any(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** The first of the list most of the time. */
    private String mostly(List<String> list) {
        return random.nextInt(4) == 0 ? any(list) : list.get(0);
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private String command() {
        return switch (random.nextInt(14)) {
            case 0, 1 -> storage(any(List.of("set", "set", "add", "replace", "append", "prepend")));
            case 2 -> cas();
            case 3 -> any(List.of("get", "gets")) + keys() + "\r\n";
            case 4 -> any(List.of("gat ", "gats ")) + any(TIMES) + " k" + keys() + "\r\n";
            case 5 ->
                    any(List.of("incr ", "decr "))
                            + any(SHORT_KEYS)
                            + " "
                            + maybeSilent(any(DELTAS))
                            + "\r\n";
            case 6 -> "touch " + any(SHORT_KEYS) + " " + maybeSilent(any(TIMES)) + "\r\n";
            case 7 -> "delete " + any(KEYS) + (oneIn(4) ? word(TIMES) : "") + any(NOREPLY) + "\r\n";
            case 8, 9 -> metaSet();
            case 10, 11 -> "mg" + keyAndFlags() + "\r\n";
            case 12 -> any(List.of("md", "ma", "ma", "me")) + keyAndFlags() + "\r\n";
            default -> any(OTHERS) + (oneIn(4) ? "\n" : "\r\n");
        };
    }

    /** A number, perhaps with {@code noreply} behind it. */
    private String maybeSilent(String number) {
        return number.matches("[0-9]{1,18}") ? number + any(NOREPLY) : number;
    }

    /** A word of the list, or none. */
    private String word(List<String> list) {
        return oneIn(12) ? "" : " " + any(list);
    }

    private String keys() {
        StringBuilder keys = new StringBuilder();
        int size = oneIn(30) ? 0 : 1 + random.nextInt(4);
        for (int i = 0; i < size; i++) {
            keys.append(' ').append(any(size == 1 ? KEYS : SHORT_KEYS));
        }
        return keys.toString();
    }

    private String storage(String verb) {
        String data = any(DATA);
        if (oneIn(12)) {
            return verb + " k 0 0 " + data.length() + " word\r\n" + data + "\r\n";
        }
        return verb
                + " "
                + any(SHORT_KEYS)
                + " "
                + mostly(FLAGS)
                + " "
                + mostly(TIMES)
                + length(data)
                + any(NOREPLY)
                + "\r\n"
                + data
                + "\r\n";
    }

    private String cas() {
        String data = any(DATA);
        return "cas "
                + any(SHORT_KEYS)
                + " "
                + mostly(FLAGS)
                + " "
                + mostly(TIMES)
                + length(data)
                + " "
                + maybeSilent(any(DELTAS))
                + "\r\n"
                + data
                + "\r\n";
    }

    private String length(String data) {
        if (oneIn(12)) {
            return " " + any(LENGTHS);
        }
        return " " + data.length();
    }

    private String keyAndFlags() {
        return word(KEYS) + flags();
    }

    private String flags() {
        StringBuilder flags = new StringBuilder();
        boolean binary = oneIn(12);
        int size = random.nextInt(6);
        for (int i = 0; i < size; i++) {
            String flag = any(META_TOKENS);
            if (!binary || flag.charAt(0) != 'N') {
                flags.append(oneIn(20) ? "  " : " ").append(flag);
            }
        }
        if (binary) {
            flags.append(" b");
        }
        return flags.toString();
    }

    private String metaSet() {
        String data = any(DATA);
        return "ms " + any(SHORT_KEYS) + length(data) + flags() + "\r\n" + data + "\r\n";
    }
}
