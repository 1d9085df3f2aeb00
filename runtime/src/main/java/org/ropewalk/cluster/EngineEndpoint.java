package org.ropewalk.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ropewalk.endpoint.ClientEndpoint;
import org.ropewalk.endpoint.EndpointSyntaxException;
import org.ropewalk.endpoint.EndpointText;
import org.ropewalk.line.Bytes;

/**
 * Where an engine is: {@code name:key=value:transport}, such as {@code
 * redis:user=app:passwordFile=/etc/app/password:tls:redis.example:6380}. The transport is an
 * endpoint of a client. A backslash escapes a colon in a value.
 *
 * @param engine the name of the engine
 * @param options the options of the engine, by their keys
 * @param transport the endpoint of its server
 */
public record EngineEndpoint(String engine, Map<String, String> options, String transport) {
    /** Options that all engines have. */
    private static final Set<String> COMMON =
            Set.of("user", "password", "passwordFile", "secret", "secretFile", "prefix");

    /** The end of the key of an option whose value is in a file. */
    private static final String FILE = "File";

    /** Checks that nothing is missing, and copies the options. */
    public EngineEndpoint {
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(transport, "transport");
        options = Map.copyOf(options);
    }

    /**
     * Parses an endpoint.
     *
     * @throws EndpointSyntaxException if it is none, an option is not known or has no value, or the
     *     transport is none of a client
     */
    public static EngineEndpoint parse(String source) {
        String engine = engineOf(source);
        Map<String, String> options = new LinkedHashMap<>();
        int begin = Math.min(engine.length() + 1, source.length());
        for (Option option = option(source, begin);
                option != null;
                option = option(source, begin)) {
            if (!COMMON.contains(option.key())) {
                throw new EndpointSyntaxException(
                        source,
                        begin,
                        "key %s is not known; an engine knows " + known(),
                        option.key());
            }
            if (option.value().isBlank()) {
                throw new EndpointSyntaxException(
                        source,
                        begin,
                        "\"" + option.key() + "\" has no value; leave it out if it is not needed");
            }
            if (options.containsKey(partner(option.key()))) {
                throw new EndpointSyntaxException(
                        source,
                        begin,
                        "there are both \""
                                + partner(option.key())
                                + "\" and \""
                                + option.key()
                                + "\"; one is enough");
            }
            if (options.putIfAbsent(option.key(), option.value()) != null) {
                throw new EndpointSyntaxException(
                        source, begin, "key \"" + option.key() + "\" is given twice");
            }
            begin = option.end();
        }
        if (begin >= source.length()) {
            throw new EndpointSyntaxException(
                    source,
                    source.length(),
                    "the transport is missing, as in " + engine + ":tcp:127.0.0.1:4222");
        }
        checkTransport(source, begin);
        return new EngineEndpoint(engine, options, source.substring(begin));
    }

    /**
     * The name of the engine, in lower case.
     *
     * @throws EndpointSyntaxException if the endpoint does not begin with a name
     */
    static String engineOf(String source) {
        int colon = source.indexOf(':');
        String name = colon < 0 ? source : source.substring(0, colon);
        if (name.isBlank() || name.contains("=")) {
            throw new EndpointSyntaxException(
                    source, 0, "the engine's name must be first, as in nats:tcp:127.0.0.1:4222");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    /** The other spelling of an option: a text, or the file that contains it. */
    private static String partner(String key) {
        return key.endsWith(FILE) ? key.substring(0, key.length() - FILE.length()) : key + FILE;
    }

    private static void checkTransport(String source, int begin) {
        try {
            ClientEndpoint.parse(source.substring(begin));
        } catch (EndpointSyntaxException e) {
            throw e.within(source, begin);
        }
    }

    private static String known() {
        return String.join(", ", COMMON.stream().sorted().toList());
    }

    /** A key and its value, and where the next part begins. */
    private record Option(String key, String value, int end) {}

    /** The option that begins at {@code begin}; null if the transport begins there. */
    private static @Nullable Option option(String source, int begin) {
        int equals = source.indexOf('=', begin);
        int colon = source.indexOf(':', begin);
        if (equals < 0 || colon >= 0 && colon < equals) {
            return null;
        }
        StringBuilder value = new StringBuilder();
        int at = equals + 1;
        while (at < source.length() && source.charAt(at) != ':') {
            if (source.charAt(at) == '\\' && at + 1 < source.length()) {
                at++;
            }
            value.append(source.charAt(at++));
        }
        return new Option(source.substring(begin, equals), value.toString(), at + 1);
    }

    /** The user as whom to log in. */
    public Optional<String> user() {
        return Optional.ofNullable(options.get("user"));
    }

    /**
     * The password, from the option or from its file.
     *
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if the file is empty
     */
    public Optional<String> password() {
        return text("password");
    }

    /** What all topics and names of the engine begin with. */
    public String prefix() {
        return options.getOrDefault("prefix", "ropewalk");
    }

    /** The secret with which messages are signed; null if they are not. */
    @Nullable Bytes secret() {
        return text("secret").map(Bytes::of).orElse(null);
    }

    private Optional<String> text(String key) {
        String file = options.get(key + FILE);
        if (file == null) {
            return Optional.ofNullable(options.get(key));
        }
        try {
            String text = Files.readString(Path.of(file)).strip();
            if (text.isEmpty()) {
                throw new IllegalArgumentException(
                        "the file " + file + " of the option " + key + FILE + " is empty");
            }
            return Optional.of(text);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the file "
                            + file
                            + " of the option "
                            + key
                            + FILE
                            + " cannot be read;"
                            + " give the path of a file that this user may read",
                    e);
        }
    }

    /** The engine and the transport, without the options of the engine and without passwords. */
    @Override
    public String toString() {
        return engine + ":" + EndpointText.masked(transport);
    }
}
