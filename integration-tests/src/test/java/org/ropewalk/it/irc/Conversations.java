package org.ropewalk.it.irc;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Conversations of three registered users with an IRC server: each seed gives the same lines, right
 * ones and wrong ones. What is known to differ is not asked: docs/protocols.md lists it.
 */
final class Conversations {
    /** The users. */
    static final List<String> USERS = List.of("ann", "bob", "cid");

    private static final int MOST_LINES = 30;
    private static final List<String> CHANNELS = List.of("#a", "#a", "#a", "#b", "#A", "#no", "x");
    private static final List<String> NICKS =
            List.of("ann", "bob", "cid", "BOB", "dora", "nobody", "1bad");
    private static final List<String> KEYS = List.of("key", "key", "other");
    private static final List<String> TEXTS =
            List.of(
                    " :hello",
                    " :hello : world",
                    " hello",
                    " :",
                    "",
                    " :-",
                    " :caf\u00c3\u00a9",
                    " :caf\u00e9");
    private static final List<String> WORDS =
            List.of(
                    " :hello",
                    " :hello : world",
                    " hello",
                    "",
                    " :-",
                    " :caf\u00c3\u00a9",
                    " :caf\u00e9");
    private static final List<String> MASKS =
            List.of("bob", "bob!*@*", "*!*@127.0.0.1", "c?d!*@*", "*!~ann@*", "nobody", "BOB");
    private static final List<String> FLAGS =
            List.of("+i", "-i", "+m", "-m", "+n", "-n", "+s", "-s", "+t", "-t", "+mnt");
    private static final List<String> RANKS = List.of("+o", "-o", "+v", "-v");
    private static final List<String> OTHERS =
            List.of(
                    "FOO",
                    "foo bar",
                    "",
                    "USER x 0 * :x",
                    "PASS x",
                    "JOIN",
                    "PART",
                    "TOPIC",
                    "KICK",
                    "KICK #a",
                    "INVITE bob",
                    "MODE",
                    "WHOIS",
                    "WHOWAS",
                    "ISON",
                    "USERHOST",
                    "PRIVMSG",
                    "NOTICE",
                    "PING",
                    "PONG",
                    "PONG x",
                    "PING :a b",
                    "ping x",
                    "NAMES",
                    "LIST",
                    "WHO",
                    "AWAY",
                    "AWAY :gone",
                    "AWAY gone",
                    "AWAY :caf\u00e9",
                    "PING :caf\u00e9",
                    "AWAY :",
                    "ISON ann bob nobody BOB",
                    "USERHOST ann bob nobody BOB",
                    "MODE ann",
                    "LUSERS",
                    "MOTD",
                    "WHOWAS zoe",
                    "CAP FOO",
                    "CAP LIST",
                    "CAP END");

    /** What one of the users sends. */
    record Line(int user, String text) {}

    private final Random random;

    private Conversations(long seed) {
        random = new Random(seed);
    }

    /** The lines that {@code seed} stands for. */
    static List<Line> of(long seed) {
        Conversations one = new Conversations(seed);
        List<Line> lines = new ArrayList<>();
        int size = 2 + one.random.nextInt(MOST_LINES);
        for (int i = 0; i < size; i++) {
            lines.add(new Line(one.random.nextInt(USERS.size()), one.line()));
        }
        return lines;
    }

    private String any(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private String channels() {
        return oneIn(6) ? any(CHANNELS) + "," + any(CHANNELS) : any(CHANNELS);
    }

    private String nicks() {
        return oneIn(6) ? any(NICKS) + "," + any(NICKS) : any(NICKS);
    }

    private String line() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> "JOIN " + channels() + (oneIn(4) ? " " + any(KEYS) : "");
            case 4 -> "PART " + channels() + any(TEXTS);
            case 5 -> "TOPIC " + any(CHANNELS) + (oneIn(4) ? "" : " :topic " + random.nextInt());
            case 6, 7, 8 -> "MODE " + mode();
            case 9 -> "KICK " + any(CHANNELS) + " " + nicks() + any(TEXTS);
            case 10 -> "INVITE " + any(NICKS) + " " + any(CHANNELS);
            case 11 -> any(List.of("NAMES ", "LIST ")) + any(CHANNELS);
            case 12 -> "WHO " + (oneIn(2) ? any(CHANNELS) : any(MASKS));
            case 13 -> "WHOIS " + any(NICKS);
            case 14 -> "NICK " + any(NICKS);
            case 15, 16 ->
                    any(List.of("PRIVMSG ", "PRIVMSG ", "NOTICE "))
                            + (oneIn(2) ? any(CHANNELS) : any(NICKS))
                            + (oneIn(6) ? ",&no" : "")
                            + any(WORDS);
            case 17 -> oneIn(6) ? "QUIT" + any(TEXTS) : any(OTHERS);
            default -> any(OTHERS);
        };
    }

    private String mode() {
        String channel = any(CHANNELS);
        return switch (random.nextInt(8)) {
            case 0 -> channel;
            case 1 -> channel + " +k " + any(KEYS);
            case 2 -> channel + " -k";
            case 3 -> channel + any(List.of(" +l 2", " +l 1", " +l 3", " -l"));
            case 4 -> channel + (oneIn(4) ? " -b " : " +b ") + any(MASKS);
            case 5 -> channel + " " + any(RANKS) + " " + any(NICKS);
            default -> channel + " " + any(FLAGS);
        };
    }
}
