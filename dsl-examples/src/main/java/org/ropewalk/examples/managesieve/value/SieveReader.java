package org.ropewalk.examples.managesieve.value;

import org.ropewalk.examples.managesieve.value.SieveToken.Kind;
import org.ropewalk.examples.value.Names;

/** Reads the words of a script (RFC 5228 8.1), without blanks and comments. */
final class SieveReader {
    private static final String SYMBOLS = "[](){},;";
    private static final char NONE = 0;

    /** Numbers have at least 31 bits (RFC 5228 2.4.1). */
    private static final long MAX_NUMBER = Integer.MAX_VALUE;

    private static final int RADIX = 10;
    private static final String UNITS = "kmg";
    private static final int BITS_OF_A_UNIT = 10;

    private final String script;
    private int at;
    private int line = 1;

    SieveReader(String script) {
        this.script = script;
    }

    private char peek(int ahead) {
        return at + ahead < script.length() ? script.charAt(at + ahead) : NONE;
    }

    private boolean ended() {
        return at == script.length();
    }

    private char take() {
        char taken = script.charAt(at++);
        if (taken == '\n') {
            line++;
        }
        return taken;
    }

    private SieveException error(String what) {
        return new SieveException(line, what);
    }

    /** The next word. */
    SieveToken next() throws SieveException {
        skip();
        int begin = line;
        if (ended()) {
            return new SieveToken(Kind.END, "", begin);
        }
        char first = peek(0);
        if (first == '"') {
            return new SieveToken(Kind.STRING, quoted(), begin);
        }
        if (first == ':') {
            take();
            return new SieveToken(Kind.TAG, identifier("a name after ':'"), begin);
        }
        if (isDigit(first)) {
            return new SieveToken(Kind.NUMBER, number(), begin);
        }
        if (SYMBOLS.indexOf(first) >= 0) {
            return new SieveToken(Kind.SYMBOL, String.valueOf(take()), begin);
        }
        String name = identifier("a command");
        return name.equals("text") && peek(0) == ':'
                ? new SieveToken(Kind.STRING, lines(), begin)
                : new SieveToken(Kind.IDENTIFIER, name, begin);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private void skip() throws SieveException {
        while (!ended()) {
            if (" \t\r\n".indexOf(peek(0)) >= 0) {
                take();
            } else if (peek(0) == '#') {
                skipLine();
            } else if (peek(0) == '/' && peek(1) == '*') {
                skipComment();
            } else {
                return;
            }
        }
    }

    private void skipLine() {
        while (!ended() && peek(0) != '\n') {
            take();
        }
    }

    private void skipComment() throws SieveException {
        SieveException open = error("a comment without its end");
        take();
        take();
        while (!(peek(0) == '*' && peek(1) == '/')) {
            if (ended()) {
                throw open;
            }
            take();
        }
        take();
        take();
    }

    private String identifier(String expected) throws SieveException {
        int begin = at;
        while (isLetter(peek(0)) || at > begin && isDigit(peek(0))) {
            take();
        }
        if (at == begin) {
            throw error("there is no " + expected.substring(expected.indexOf(' ') + 1));
        }
        return Names.lower(script.substring(begin, at));
    }

    private String number() throws SieveException {
        int begin = at;
        long value = 0;
        while (isDigit(peek(0))) {
            value = Math.min(value * RADIX + take() - '0', MAX_NUMBER + 1);
        }
        int unit = UNITS.indexOf(Character.toLowerCase(peek(0)));
        if (unit >= 0) {
            take();
            value <<= (unit + 1) * BITS_OF_A_UNIT;
        }
        if (isLetter(peek(0)) || value > MAX_NUMBER) {
            throw error("not a number up to " + MAX_NUMBER);
        }
        return script.substring(begin, at);
    }

    private String quoted() throws SieveException {
        SieveException open = error("a string without its closing quote");
        StringBuilder text = new StringBuilder();
        take();
        while (peek(0) != '"') {
            if (peek(0) == '\\') {
                take();
            }
            if (ended()) {
                throw open;
            }
            text.append(take());
        }
        take();
        return text.toString();
    }

    /** The lines after {@code text:}, up to a line with only a dot. */
    private String lines() throws SieveException {
        SieveException open = error("a text without a line with only a dot");
        take();
        while (peek(0) == ' ' || peek(0) == '\t' || peek(0) == '\r') {
            take();
        }
        if (peek(0) == '#') {
            skipLine();
        }
        if (peek(0) != '\n') {
            throw error("there is no line end after text:");
        }
        take();
        StringBuilder text = new StringBuilder();
        while (true) {
            if (ended()) {
                throw open;
            }
            int begin = at;
            skipLine();
            String read = script.substring(begin, at);
            String bare = read.endsWith("\r") ? read.substring(0, read.length() - 1) : read;
            if (bare.equals(".")) {
                return text.toString();
            }
            text.append(bare.startsWith("..") ? bare.substring(1) : bare).append('\n');
            if (!ended()) {
                take();
            }
        }
    }
}
