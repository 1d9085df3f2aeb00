package org.ropewalk.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.ropewalk.reactor.Protocol;

/**
 * A conversation in the form of RFCs: lines with {@code C: } are the client's, lines with {@code S:
 * } the server's. Each ends with CR LF; {@code \r}, {@code \n}, {@code \t}, {@code \\} and {@code
 * \xHH} are bytes, and a line that ends with {@code \} has no line end. Other lines are comments.
 */
public final class Transcript {
    private static final int RANDOM_CUTS = 50;
    private static final long SEED = 1;

    private final byte[] client;
    private final String server;

    private Transcript(String client, String server) {
        this.client = client.getBytes(StandardCharsets.ISO_8859_1);
        this.server = server;
    }

    /** Reads a conversation. */
    public static Transcript parse(String text) {
        StringBuilder client = new StringBuilder();
        StringBuilder server = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            String stripped = line.stripLeading();
            if (stripped.startsWith("C: ") || stripped.equals("C:")) {
                unescape(stripped.substring(Math.min(3, stripped.length())), client);
            } else if (stripped.startsWith("S: ") || stripped.equals("S:")) {
                unescape(stripped.substring(Math.min(3, stripped.length())), server);
            }
        }
        return new Transcript(client.toString(), server.toString());
    }

    private static void unescape(String line, StringBuilder into) {
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i++);
            if (c != '\\') {
                into.append(c);
            } else if (i == line.length()) {
                return;
            } else {
                char escaped = line.charAt(i++);
                switch (escaped) {
                    case 'r' -> into.append('\r');
                    case 'n' -> into.append('\n');
                    case 't' -> into.append('\t');
                    case 'x' -> {
                        into.append((char) Integer.parseInt(line.substring(i, i + 2), 16));
                        i += 2;
                    }
                    default -> into.append(escaped);
                }
            }
        }
        into.append("\r\n");
    }

    /** All bytes of the client. */
    public byte[] client() {
        return client.clone();
    }

    /**
     * Sends the client's part to a new protocol each time: whole, byte by byte, split at every
     * place and at random. It does not wait for replies, as clients that pipeline.
     *
     * @throws AssertionError if the server's part differs, or depends on how the bytes are split
     */
    public void replay(Supplier<? extends Protocol> protocols) {
        Objects.requireNonNull(protocols, "protocols");
        for (List<byte[]> parts : Chunkings.of(client, RANDOM_CUTS, SEED)) {
            StringTransport transport = new StringTransport().connect(protocols.get());
            for (byte[] part : parts) {
                transport.deliver(part);
            }
            String said = new String(transport.value(), StandardCharsets.ISO_8859_1);
            if (!said.equals(server)) {
                throw new AssertionError(difference(said, parts));
            }
        }
    }

    private String difference(String said, List<byte[]> parts) {
        int at = 0;
        while (at < Math.min(said.length(), server.length())
                && said.charAt(at) == server.charAt(at)) {
            at++;
        }
        return "the server sends other bytes from byte "
                + at
                + " on, where the client's part comes in "
                + parts.size()
                + " pieces, the first of "
                + parts.get(0).length
                + " bytes\nexpected: "
                + show(server, at)
                + "\nsaid:     "
                + show(said, at);
    }

    private static String show(String text, int at) {
        int from = Math.max(0, text.lastIndexOf('\n', Math.max(0, at - 1)) + 1);
        int to = Math.min(text.length(), at + 60);
        return text.substring(Math.min(from, to), to).replace("\r", "\\r").replace("\n", "\\n");
    }
}
