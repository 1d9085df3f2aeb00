package org.ropewalk.it.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Sends commands to a server of Redis's kind, and shows its replies as text. */
final class RespExchange implements Closeable {
    private static final int TIMEOUT_MS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private boolean inline;

    RespExchange(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** The reply to a command; the elements of an array in their order. */
    String ask(List<String> command) throws IOException {
        send(command);
        return reply(false);
    }

    /**
     * As {@link #ask}; the elements of an array are sorted, as Redis has its own order for them.
     */
    String askForSet(List<String> command) throws IOException {
        send(command);
        return reply(true);
    }

    /** Sends commands as lines with quoted words from now on. */
    void speakInline() {
        inline = true;
    }

    /** Sends a command; its reply is read later. */
    void send(List<String> command) throws IOException {
        String sent =
                inline
                        ? command.stream().map(RespExchange::quoted).collect(joining(" ")) + "\r\n"
                        : array(command);
        socket.getOutputStream().write(sent.getBytes(ISO_8859_1));
    }

    private static String array(List<String> command) {
        StringBuilder array = new StringBuilder("*" + command.size() + "\r\n");
        command.forEach(word -> array.append("$" + word.length() + "\r\n" + word + "\r\n"));
        return array.toString();
    }

    /** A word as a line has it: bytes that are no letters or digits are escaped. */
    private static String quoted(String word) {
        return word.chars()
                .mapToObj(
                        c ->
                                Character.isLetterOrDigit(c) && c < 0x80
                                        ? String.valueOf((char) c)
                                        : String.format("\\x%02x", c))
                .collect(joining("", "\"", "\""));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("in " + line);
            }
            received.write(next);
            if (next == '\n') {
                return line.substring(0, line.length() - 1);
            }
            line.append((char) next);
        }
    }

    /** The next reply. */
    String reply(boolean sorted) throws IOException {
        String head = line();
        int count = "$*%~>".indexOf(head.charAt(0)) < 0 ? -1 : Integer.parseInt(head.substring(1));
        if (count < 0) {
            return head;
        }
        if (head.charAt(0) == '$') {
            byte[] text = in.readNBytes(count);
            received.writeBytes(text);
            line();
            return '"' + new String(text, ISO_8859_1) + '"';
        }
        List<String> elements = new ArrayList<>();
        for (int i = head.charAt(0) == '%' ? 2 * count : count; i > 0; i--) {
            elements.add(reply(sorted));
        }
        if (sorted) {
            Collections.sort(elements);
        }
        // What Redis calls a set is an array here.
        return head.replace('~', '*').charAt(0) + elements.toString();
    }

    /** All bytes of the replies that were read. */
    String received() {
        return received.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
