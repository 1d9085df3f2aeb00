package org.ropewalk.it.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.ropewalk.it.corpus.CorpusTest.Outcome;

/**
 * What the corpus's server must answer to bytes that have all come: a second reading of its rules,
 * as plain as can be, over one array and without any of the library. It knows the commands that
 * need no time.
 */
final class Oracle {
    private static final int MAX_LINE = 512;
    private static final int MAX_LINE_DISCARD = 65_536;
    private static final int MAX_PAYLOAD = 65_536;
    private static final int MAX_PAYLOAD_DISCARD = 1_048_576;
    private static final int MAX_ERRORS = 10;
    private static final int MAX_KEY = 32;
    private static final int MAX_JUNK = 100;

    private final byte[] in;
    private int at;
    private int errors;
    private int junk;
    private boolean open = true;
    private final List<String> replies = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final Map<String, byte[]> values = new HashMap<>();

    private Oracle(byte[] in) {
        this.in = in;
    }

    static Outcome of(byte[] input) {
        Oracle oracle = new Oracle(input);
        while (oracle.open && oracle.at < input.length && oracle.line()) {
            continue;
        }
        return new Outcome(oracle.replies, oracle.calls, oracle.open);
    }

    // ---- what is said

    private void error(String code) {
        replies.add("-ERR " + code);
        if (++errors >= MAX_ERRORS) {
            if (!code.equals("LIMIT")) {
                replies.add("-ERR LIMIT");
            }
            open = false;
        }
    }

    private void fatal(String code) {
        error(code);
        open = false;
    }

    /** A command that is one of the server's, and whole. */
    private boolean isOneTooMany(String verb) {
        junk = verb.equals("NOOP") ? junk + 1 : 0;
        if (junk > MAX_JUNK) {
            fatal("LIMIT");
            return true;
        }
        return false;
    }

    private void answer(String reply) {
        replies.add(reply);
        errors = 0;
    }

    // ---- lines

    /** One line and what follows it; false if it has not come whole. */
    private boolean line() {
        if (in.length - at >= 2 && in[at] == 0x16 && in[at + 1] == 3) {
            open = false;
            return true;
        }
        int end = at;
        while (end < in.length && in[end] != '\r' && in[end] != '\n') {
            end++;
        }
        if (end - at > MAX_LINE) {
            return longLine(end);
        }
        if (end == in.length || in[end] == '\r' && end + 1 == in.length) {
            return false;
        }
        if (in[end] == '\n' || in[end + 1] != '\n') {
            fatal("EOL");
            return true;
        }
        byte[] line = java.util.Arrays.copyOfRange(in, at, end);
        at = end + 2;
        judge(line);
        return true;
    }

    private boolean longLine(int end) {
        String begin = new String(in, at, MAX_LINE + 1, ISO_8859_1);
        String words = begin.replaceFirst("^ +", "");
        boolean cut = !words.contains(" ") && words.length() < begin.length();
        boolean put = cut || fold(words.split(" ", 2)[0]).equals("PUT");
        if (end - at >= MAX_LINE_DISCARD) {
            fatal("TOOLONG");
            return true;
        }
        if (end == in.length || in[end] == '\r' && end + 1 == in.length) {
            return false;
        }
        if (in[end] == '\n' || in[end + 1] != '\n') {
            fatal("EOL");
            return true;
        }
        at = end + 2;
        error("TOOLONG");
        if (put) {
            open = false;
        }
        return true;
    }

    private void judge(byte[] line) {
        String text = new String(line, ISO_8859_1);
        List<String> words = new ArrayList<>();
        for (String word : text.split(" ")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        String verb = words.isEmpty() ? "" : fold(words.get(0));
        for (byte b : line) {
            if (b >= 0 && b < ' ' || b == 0x7F) {
                refuse(text, "MALFORMED", "CHAR");
                if (open && verb.equals("PUT")) {
                    open = false;
                }
                return;
            }
        }
        if (words.isEmpty()) {
            error("SYNTAX");
            return;
        }
        switch (verb) {
            case "PING", "NOOP", "QUIT", "FAIL", "DATA", "STARTTLS" -> bare(text, verb, words);
            case "WHOAMI" -> refuse(text, "STATE", "STATE");
            case "ECHO" -> echo(text);
            case "ADD" -> add(text, words);
            case "GET" -> get(text, words);
            case "PUT" -> put(text, words);
            default -> refuse(text, "UNKNOWN", "UNKNOWN");
        }
    }

    private static String fold(String word) {
        StringBuilder folded = new StringBuilder();
        for (char c : word.toCharArray()) {
            folded.append(c >= 'a' && c <= 'z' ? (char) (c - 32) : c);
        }
        return folded.toString();
    }

    /** A refusal of what another server would be asked for is silent, and the end. */
    private void refuse(String line, String kind, String code) {
        String verb = fold(line.strip().split(" ")[0]);
        boolean foreign =
                line.matches("(?s).* HTTP/\\d\\.\\d")
                        || line.matches("(?is)host:.*")
                        || kind.equals("UNKNOWN")
                                && List.of("POST", "HEAD", "OPTIONS", "CONNECT", "PRI")
                                        .contains(verb);
        if (foreign) {
            open = false;
        } else {
            error(code);
        }
    }

    private void bare(String line, String verb, List<String> words) {
        if (verb.equals("STARTTLS")) {
            refuse(line, "UNKNOWN", "UNKNOWN");
        } else if (words.size() > 1) {
            refuse(line, "USAGE", "ARGS");
        } else if (isOneTooMany(verb)) {
            return;
        } else if (verb.equals("DATA")) {
            answer("+SEND");
            data();
        } else {
            calls.add(verb);
            switch (verb) {
                case "PING" -> answer("+PONG");
                case "NOOP" -> answer("+OK");
                case "QUIT" -> {
                    answer("+OK bye");
                    open = false;
                }
                default -> fatal("INTERNAL");
            }
        }
    }

    private static String text(String bytes) {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private void echo(String line) {
        int verb = 0;
        while (line.charAt(verb) == ' ') {
            verb++;
        }
        int behind = verb + "ECHO".length();
        if (behind == line.length()) {
            refuse(line, "USAGE", "ARGS");
            return;
        }
        String said = text(line.substring(behind + 1));
        if (said == null) {
            refuse(line, "MALFORMED", "CHARSET");
            return;
        }
        junk = 0;
        calls.add("ECHO " + said);
        answer("+OK " + said);
    }

    private static Long number(String word) {
        if (!word.matches("-?[0-9]{1,19}")) {
            return null;
        }
        BigInteger value = new BigInteger(word);
        return value.bitLength() < 32 ? value.longValue() : null;
    }

    private void add(String line, List<String> words) {
        Long a = words.size() > 1 ? number(words.get(1)) : null;
        Long b = words.size() > 2 ? number(words.get(2)) : null;
        if (words.size() > 1 && a == null) {
            refuse(line, "MALFORMED", "RANGE");
        } else if (words.size() > 2 && b == null) {
            refuse(line, "MALFORMED", "RANGE");
        } else if (words.size() != 3) {
            refuse(line, "USAGE", "ARGS");
        } else {
            junk = 0;
            calls.add("ADD " + a + " " + b);
            answer("+OK " + (a + b));
        }
    }

    private static boolean isKey(String word) {
        return word.length() <= MAX_KEY && word.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    private void get(String line, List<String> words) {
        if (words.size() > 1 && !isKey(words.get(1))) {
            refuse(line, "MALFORMED", text(words.get(1)) == null ? "CHARSET" : "ARGS");
        } else if (words.size() != 2) {
            refuse(line, "USAGE", "ARGS");
        } else {
            junk = 0;
            calls.add("GET " + words.get(1));
            byte[] value = values.get(words.get(1));
            if (value == null) {
                // What a handler declares is an answer like others.
                answer("-ERR NOTFOUND");
            } else {
                answer("$" + value.length + ":" + HexFormat.of().formatHex(value));
            }
        }
    }

    // ---- payloads

    private void put(String line, List<String> words) {
        boolean keyed = words.size() > 1;
        boolean key = keyed && isKey(words.get(1));
        BigInteger length =
                words.size() > 2
                                && words.get(2).matches("[0-9]+")
                                && new BigInteger(words.get(2)).bitLength() < Long.SIZE
                        ? new BigInteger(words.get(2))
                        : null;
        if (keyed && !key) {
            refuse(line, "MALFORMED", text(words.get(1)) == null ? "CHARSET" : "ARGS");
            if (open) {
                skip(length);
            }
            return;
        }
        if (length == null || words.size() != 3) {
            refuse(line, "USAGE", "LENGTH");
            open = false;
            return;
        }
        if (length.compareTo(BigInteger.valueOf(MAX_PAYLOAD)) > 0) {
            if (length.compareTo(BigInteger.valueOf(MAX_PAYLOAD_DISCARD)) > 0) {
                fatal("TOOBIG");
            } else if (came(length.intValue())) {
                error("TOOBIG");
            }
            return;
        }
        junk = 0;
        int from = at;
        if (came(length.intValue())) {
            values.put(
                    words.get(1), java.util.Arrays.copyOfRange(in, from, from + length.intValue()));
            calls.add("PUT " + words.get(1) + " " + length);
            answer("+OK stored " + length);
        }
    }

    private void skip(BigInteger length) {
        if (length == null || length.compareTo(BigInteger.valueOf(MAX_PAYLOAD_DISCARD)) > 0) {
            open = false;
            return;
        }
        long end = at + length.longValue();
        if (end + 2 > in.length || in[(int) end] != '\r' || in[(int) end + 1] != '\n') {
            boolean wrong =
                    end < in.length && in[(int) end] != '\r'
                            || end + 1 < in.length && in[(int) end + 1] != '\n';
            at = in.length;
            if (wrong) {
                open = false;
            }
            return;
        }
        at = (int) end + 2;
    }

    /** Whether so many bytes and a line end have come; a wrong end is the end of all. */
    private boolean came(int length) {
        long end = (long) at + length;
        boolean wrong =
                end < in.length && in[(int) end] != '\r'
                        || end + 1 < in.length && in[(int) end + 1] != '\n';
        if (wrong) {
            fatal("FRAME");
            return false;
        }
        if (end + 2 > in.length) {
            at = in.length;
            return false;
        }
        at = (int) end + 2;
        return true;
    }

    private void data() {
        String rest = new String(in, at, in.length - at, ISO_8859_1);
        int end = rest.startsWith(".\r\n") ? 0 : rest.indexOf("\r\n.\r\n");
        if (end < 0) {
            // Bytes behind the bound of what is skipped are not waited for.
            if (unstuffed(rest).length() > MAX_PAYLOAD_DISCARD) {
                fatal("TOOBIG");
            }
            at = in.length;
            return;
        }
        String body = rest.startsWith(".\r\n") ? "" : rest.substring(0, end + 2);
        at += (rest.startsWith(".\r\n") ? 0 : end + 2) + ".\r\n".length();
        int size = unstuffed(body).length();
        if (size > MAX_PAYLOAD) {
            error("TOOBIG");
        } else if (body.replace("\r\n", "").matches("(?s).*[\r\n].*")) {
            error("EOL");
        } else {
            calls.add("DATA " + size);
            answer("+OK " + size);
        }
    }

    private static String unstuffed(String body) {
        String begun = body.startsWith(".") ? body.substring(1) : body;
        return begun.replace("\r\n.", "\r\n");
    }
}
