package org.ropewalk.endpoint;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parsed endpoint string: {@code name:argument:key=value}. A backslash escapes the next
 * character; brackets contain an IPv6 address with its colons.
 */
public final class EndpointText {
    private static final int MAX_PORT = 65_535;

    private final String source;
    private final String name;
    private final List<Argument> positional = new ArrayList<>();
    private final Map<String, Argument> keyed = new LinkedHashMap<>();

    /** A value, and where it stands. */
    private record Argument(@Nullable String key, String value, int position) {}

    private EndpointText(String source, String name) {
        this.source = source;
        this.name = name;
    }

    /**
     * Parses {@code source}.
     *
     * @throws EndpointSyntaxException if it is not an endpoint
     */
    public static EndpointText parse(String source) {
        List<Argument> parts = split(source);
        EndpointText text = new EndpointText(source, parts.get(0).value().toLowerCase(Locale.ROOT));
        if (text.name.isEmpty() || parts.get(0).key() != null) {
            throw new EndpointSyntaxException(
                    source, 0, "the transport's name must be first, as in tcp:11211");
        }
        boolean bare = parts.size() == 2 && parts.get(1).value().isEmpty();
        for (Argument part : parts.subList(1, bare ? 1 : parts.size())) {
            if (part.key() == null) {
                text.positional.add(part);
            } else if (text.keyed.putIfAbsent(part.key(), part) != null) {
                throw new EndpointSyntaxException(
                        source, part.position(), "key %s is given twice", part.key());
            }
        }
        return text;
    }

    private static List<Argument> split(String source) {
        List<Argument> parts = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        String key = null;
        int begin = 0;
        int bracket = -1;
        for (int i = 0; i <= source.length(); i++) {
            char c = i < source.length() ? source.charAt(i) : ':';
            if (c == '\\' && i + 1 < source.length()) {
                value.append(source.charAt(++i));
            } else if (c == ':' && (bracket < 0 || i == source.length())) {
                if (bracket >= 0) {
                    throw new EndpointSyntaxException(source, bracket, "a '[' is not closed");
                }
                parts.add(new Argument(key, value.toString(), begin));
                value.setLength(0);
                key = null;
                begin = i + 1;
            } else if (c == '=' && key == null && bracket < 0) {
                key = value.toString();
                value.setLength(0);
            } else if (c == '[' && value.isEmpty()) {
                bracket = i;
            } else if (c == ']' && bracket >= 0) {
                bracket = -1;
            } else {
                value.append(c);
            }
        }
        return parts;
    }

    /** The transport's name, in lower case. */
    public String name() {
        return name;
    }

    /** The whole text. */
    public String source() {
        return source;
    }

    /**
     * Sets the known keys. The first arguments without a key are the values of {@code inOrder}.
     *
     * @throws EndpointSyntaxException if there is an unknown key, or an argument too many
     */
    public EndpointText allow(List<String> inOrder, Set<String> others) {
        for (Argument argument : keyed.values()) {
            if (!inOrder.contains(argument.key()) && !others.contains(argument.key())) {
                throw error(
                        argument,
                        "key %s is not known; " + name + " knows " + known(inOrder, others),
                        argument.key());
            }
        }
        for (int i = 0; i < positional.size(); i++) {
            Argument argument = positional.get(i);
            if (i >= inOrder.size()) {
                throw error(
                        argument,
                        "an argument too many; "
                                + name
                                + " knows "
                                + known(inOrder, others)
                                + colonHint(inOrder),
                        null);
            }
            String key = inOrder.get(i);
            if (keyed.putIfAbsent(key, new Argument(key, argument.value(), argument.position()))
                    != null) {
                throw error(argument, "\"" + key + "\" is given twice", null);
            }
        }
        positional.clear();
        return this;
    }

    /** What a user may have meant by a colon too many. */
    private String colonHint(List<String> inOrder) {
        if (inOrder.contains("path")) {
            return "; write \\: for a colon in a path";
        }
        boolean mayBeAddress =
                inOrder.contains("host")
                        || positional.stream().anyMatch(each -> each.value().isEmpty());
        return mayBeAddress ? "; an IPv6 address needs brackets, as in [::1]" : "";
    }

    private static String known(List<String> inOrder, Set<String> others) {
        List<String> all = new ArrayList<>(inOrder);
        others.stream().sorted().forEach(all::add);
        return String.join(", ", all);
    }

    /**
     * The value of a key, or the argument without a key at a position, the first of which is 0;
     * before {@link #allow}.
     */
    public Optional<String> argument(String key, int position) {
        return get(key).or(
                        () -> positional.stream().skip(position).findFirst().map(Argument::value));
    }

    /** The value of a key, if it is present. */
    public Optional<String> get(String key) {
        return Optional.ofNullable(keyed.get(key)).map(Argument::value);
    }

    /**
     * The value of a required key.
     *
     * @throws EndpointSyntaxException if it is missing
     */
    public String require(String key) {
        return get(key).filter(value -> !value.isEmpty())
                .orElseThrow(
                        () ->
                                new EndpointSyntaxException(
                                        source,
                                        source.length(),
                                        "\""
                                                + key
                                                + "\" is missing, as in "
                                                + name
                                                + ":"
                                                + key
                                                + "=..."));
    }

    /**
     * The value of a required key that is a path; whether there is such a file is not checked.
     *
     * @throws EndpointSyntaxException if it is missing or no path
     */
    public Path path(String key) {
        String path = require(key);
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw wrong(key, "%s is not a path: " + e.getReason(), path);
        }
    }

    /**
     * The value of a required port number, 0 to 65535.
     *
     * @throws EndpointSyntaxException if it is missing or not a port number
     */
    public int port(String key) {
        require(key);
        return number(key, 0, MAX_PORT, 0);
    }

    /**
     * A whole number; {@code otherwise} if it is missing.
     *
     * @throws EndpointSyntaxException if it is not a number, or out of range
     */
    public int number(String key, int min, int max, int otherwise) {
        Argument argument = keyed.get(key);
        if (argument == null) {
            return otherwise;
        }
        String digits = argument.value();
        int value = digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
        if (value < min || value > max) {
            throw error(argument, "%s is no " + key + " from " + min + " to " + max, digits);
        }
        return value;
    }

    /**
     * One of several words; the first one if it is missing.
     *
     * @throws EndpointSyntaxException if it is another word
     */
    public String choice(String key, String... words) {
        String word = get(key).orElse(words[0]);
        if (!List.of(words).contains(word)) {
            throw wrong(key, "%s is no " + key + "; known are " + String.join(", ", words), word);
        }
        return word;
    }

    /**
     * An exception for the value of a key.
     *
     * @param message what is wrong, with {@code %s} in place of {@code found}; null for none
     */
    public EndpointSyntaxException wrong(String key, String message, @Nullable String found) {
        return error(keyed.get(key), message, found);
    }

    /** An endpoint as logs and messages show it: without the values of its secrets. */
    public static String masked(String endpoint) {
        return Secrets.masked(endpoint);
    }

    /**
     * The endpoint after the name of this one: {@code tcp:80} of {@code proxy:tcp:80}.
     *
     * @throws EndpointSyntaxException if there is none
     */
    public EndpointText inner() {
        int colon = source.indexOf(':');
        if (colon < 0 || colon == source.length() - 1) {
            throw new EndpointSyntaxException(
                    source, source.length(), "another endpoint follows, as in " + name + ":tcp:80");
        }
        return parse(source.substring(colon + 1));
    }

    /** An exception for the name of the endpoint. */
    public EndpointSyntaxException unknownName(String known) {
        return new EndpointSyntaxException(
                source, 0, "transport %s is not known; known are " + known, name);
    }

    private EndpointSyntaxException error(
            @Nullable Argument argument, String message, @Nullable String found) {
        return new EndpointSyntaxException(
                source, argument == null ? 0 : argument.position(), message, found);
    }
}
