package org.ropewalk.it.irc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A line from an IRC server without what two servers need not have in common: sentences for people,
 * times, the order within a list, and the spelling of a channel's name. docs/protocols.md gives the
 * reason for each.
 */
final class StableLine {
    private static final String REFUSED = "refused";

    /** About the server and its counts, what only ngircd has, and what it sends on its own. */
    private static final Set<String> LEFT_OUT =
            Set.of(
                    "001", "002", "003", "004", "005", "250", "251", "252", "253", "254", "255",
                    "265", "266", "321", "372", "375", "376", "378", "379", "422", "PING");

    /** Numerics whose last argument is not a sentence for people. */
    private static final Set<String> EXACT =
            Set.of("301", "302", "303", "311", "314", "319", "322", "332", "352", "353");

    /** Numerics with a time. */
    private static final Set<String> TIMED = Set.of("317", "329", "333", "367");

    /** Numerics whose last argument is a list in any order. */
    private static final Set<String> UNORDERED = Set.of("319", "353");

    /** Lines that tell a name as it was first written, or as it was asked for. */
    private static final Set<String> CASELESS =
            Set.of(
                    "JOIN", "INVITE", "TOPIC", "315", "318", "332", "333", "341", "401", "403",
                    "441", "47x");

    /** Lines of which several stand together in any order: those with the same name. */
    private static final Map<String, String> LISTS =
            Map.of(
                    "322", "list", "352", "who", "353", "names", "367", "bans", "301", "away",
                    "317", "away", "341", "away");

    /** What forbids a {@code KICK}, or a {@code MODE} of a channel: which is told first is free. */
    private static final Map<String, Set<String>> REFUSALS =
            Map.of(
                    "KICK ", Set.of("401", "403", "441", "442", "482"),
                    "MODE #", Set.of("442", "482"));

    private StableLine() {}

    /** What is compared of a line that follows {@code asked}, if anything. */
    static Optional<String> of(String line, String asked) {
        String source = line.startsWith(":") ? line.substring(0, line.indexOf(' ') + 1) : "";
        String rest = line.substring(source.length());
        int colon = rest.indexOf(" :");
        List<String> words =
                new ArrayList<>(List.of((colon < 0 ? rest : rest.substring(0, colon)).split(" ")));
        String command = words.get(0);
        String last = colon < 0 ? "" : rest.substring(colon + 2);
        if (isLeftOut(command, words, last)) {
            return Optional.empty();
        }
        if (isRefusal(command, asked)) {
            return Optional.of(REFUSED);
        }
        boolean isNumeric = command.matches("[0-9]{3}");
        if (!last.isEmpty() && !command.equals("ERROR")) {
            if (!isNumeric || EXACT.contains(command)) {
                words.add(last);
            }
        }
        simplify(words, asked);
        return Optional.of((isNumeric ? "" : source) + String.join(" ", words));
    }

    private static boolean isLeftOut(String command, List<String> words, String last) {
        return LEFT_OUT.contains(command)
                || command.equals("NOTICE") && last.startsWith("Connection statistics")
                || command.equals("322") && words.get(2).equals("&SERVER");
    }

    private static boolean isRefusal(String command, String asked) {
        return REFUSALS.entrySet().stream()
                .anyMatch(
                        refusals ->
                                asked.startsWith(refusals.getKey())
                                        && refusals.getValue().contains(command));
    }

    private static void simplify(List<String> words, String asked) {
        String command = words.get(0);
        int end = words.size() - 1;
        switch (command) {
            case "317" -> words.set(3, "#");
            case "324" -> words.subList(4, words.size()).clear();
            case "353" -> words.set(2, words.get(2).replace("@", "="));
            case "401" -> words.set(0, asked.startsWith("MODE #") ? "403" : "401");
            case "471", "473", "474", "475" -> words.set(0, "47x");
            default -> {}
        }
        if (TIMED.contains(command)) {
            words.replaceAll(word -> word.matches("[0-9]{9,}") ? "#" : word);
        }
        if (UNORDERED.contains(command)) {
            words.set(
                    end,
                    Arrays.stream(words.get(end).split(" "))
                            .sorted()
                            .collect(Collectors.joining(" ")));
        }
        if (CASELESS.contains(words.get(0))) {
            words.replaceAll(word -> word.toLowerCase(Locale.ROOT));
        }
    }

    /** {@code lines} with each list in one order, and what refuses a command once. */
    static List<String> ordered(List<String> lines) {
        List<String> ordered = new ArrayList<>();
        boolean refused = false;
        for (String line : lines) {
            if (!line.equals(REFUSED) || !refused) {
                ordered.add(line);
            }
            refused |= line.equals(REFUSED);
        }
        int from = 0;
        for (int i = 1; i <= ordered.size(); i++) {
            String list = list(ordered.get(i - 1));
            if (i == ordered.size() || list.isEmpty() || !list(ordered.get(i)).equals(list)) {
                ordered.subList(from, i).sort(null);
                from = i;
            }
        }
        return ordered;
    }

    private static String list(String line) {
        return LISTS.getOrDefault(line.split(" ")[0], "");
    }
}
