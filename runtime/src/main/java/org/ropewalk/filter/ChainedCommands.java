package org.ropewalk.filter;

import java.nio.charset.StandardCharsets;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.reactor.Output;

/**
 * Makes a line of each command where one line holds several ({@link
 * org.ropewalk.annotation.Chain}). A separator inside quotes or a block does not count; a quote
 * without its end lasts to the end of the line. Blanks behind a separator are dropped. If all
 * commands of a line share a prefix, each of these lines has it; a line without it is handed on as
 * it is. Nothing is kept.
 */
@ForGeneratedCode
public final class ChainedCommands implements Filter {
    /** What is done with a byte outside of quotes. */
    private static final byte SEPARATES = 1;

    private static final byte QUOTES = 2;
    private static final byte ENDS = 3;
    private static final byte BEGINS_BLOCK = 4;
    private static final byte BLANK = 5;

    /** In place of a quote. */
    private static final int NO_QUOTE = -1;

    private static final int LINE_END = 256;

    private final byte[] kinds = new byte[256];
    private final byte[] end;
    private final Prefix prefix;
    private final boolean escapes;

    /** The quote that is written, which is the first; {@link #NO_QUOTE} if words have none. */
    private final int first;

    /** Whether an empty line follows the commands of each line, none of which is empty. */
    private final boolean marks;

    /** The last bytes of what may end a payload. */
    private byte[] payloadEnds = {};

    /** The quote that has no end yet. */
    private int quote = NO_QUOTE;

    /** Whether the last byte was a backslash inside quotes. */
    private boolean escaped;

    /** Whether only blanks came since the last separator, or the prefix. */
    private boolean begins;

    /** Whether a CR behind nothing but blanks was not handed on yet. */
    private boolean held;

    private final BlockBegin block = new BlockBegin();

    /** Bytes of a block that are missing. */
    private int missing;

    /**
     * A filter of a connection.
     *
     * @param prefix what all commands of a line begin with; empty if nothing
     * @param exact whether the case of its letters counts
     * @param blanks what separates words
     * @param separator what is between two commands
     * @param quotes the quotes of words; empty where words are not quoted
     * @param escapes whether a backslash inside quotes escapes the byte behind it
     * @param blocks whether words may be blocks of IEEE 488.2
     * @param marks whether empty commands are dropped, and an empty line follows the last command
     *     of each line
     * @param end what ends a line
     * @param ends all characters that end lines
     */
    public ChainedCommands(
            String prefix,
            boolean exact,
            String blanks,
            char separator,
            String quotes,
            boolean escapes,
            boolean blocks,
            boolean marks,
            String end,
            String ends) {
        this.prefix = new Prefix(bytes(prefix), exact);
        this.escapes = escapes;
        this.first = quotes.isEmpty() ? NO_QUOTE : quotes.charAt(0);
        this.marks = marks;
        this.begins = marks;
        this.end = bytes(end);
        mark(blanks, BLANK);
        kinds[separator & 0xFF] = SEPARATES;
        mark(quotes, QUOTES);
        mark(ends, ENDS);
        mark(blocks ? "#" : "", BEGINS_BLOCK);
    }

    /** This, where payloads end with one of these characters; they are handed on as they are. */
    public ChainedCommands withPayloads(String ends) {
        payloadEnds = bytes(ends);
        return this;
    }

    /** Whether a command may lead to a payload. */
    boolean hasPayloads() {
        return payloadEnds.length > 0;
    }

    /**
     * Where a part of {@code from[begin, limit)} ends behind which a payload may begin or end: a
     * line, or the end of a {@code payload} perhaps.
     */
    int partEnd(byte[] from, int begin, int limit, boolean payload) {
        int at = begin;
        while (at < limit && !(payload ? endsPayload(from[at]) : isLineEnd(from[at]))) {
            at++;
        }
        return Math.min(limit, at + 1);
    }

    private boolean isLineEnd(byte one) {
        return kinds[one & 0xFF] == ENDS;
    }

    private boolean endsPayload(byte one) {
        boolean ends = false;
        for (byte end : payloadEnds) {
            ends |= one == end;
        }
        return ends;
    }

    @Override
    public void restart() {
        quote = NO_QUOTE;
        escaped = false;
        begins = marks;
        held = false;
        missing = 0;
        block.begin(false);
        prefix.restart();
    }

    private void mark(String characters, byte kind) {
        for (byte each : bytes(characters)) {
            kinds[each & 0xFF] = kind;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void received(byte[] from, int begin, int limit, Output lines, Output answer) {
        int written = begin;
        int at = begin;
        while (at < limit) {
            if (missing > 0) {
                int taken = Math.min(missing, limit - at);
                missing -= taken;
                at += taken;
                continue;
            }
            byte one = from[at];
            byte kind = kinds[one & 0xFF];
            if (held) {
                // What is not the end of an empty line is the begin of a command.
                lines.write((byte) '\r');
                held = false;
                begins = kind == ENDS;
                if (!begins && !prefix.isWhole()) {
                    handOn();
                }
            }
            if (!prefix.isWhole() && kind != ENDS) {
                at++;
                written = readPrefix(one, from, written, at, lines);
                continue;
            }
            if (block.reads(one)) {
                missing = block.length();
                quote = block.isOpen() ? LINE_END : quote;
            } else if (kind == ENDS) {
                boolean whole = marks && one == end[end.length - 1];
                if (begins && marks && !whole) {
                    held = true;
                    written = at + 1;
                }
                endsWith(whole, from, written, at + 1, lines);
                written = whole ? at + 1 : written;
            } else if (quote != NO_QUOTE) {
                closeQuote(one);
            } else if (kind == SEPARATES) {
                separates(from, written, at, lines);
                written = at + 1;
            } else if (begins && kind == BLANK) {
                written = at + 1;
            } else {
                writePrefix(lines);
                begins = false;
                quote = kind == QUOTES ? one : NO_QUOTE;
                block.begin(kind == BEGINS_BLOCK);
            }
            at++;
        }
        lines.write(from, written, limit - written);
    }

    /** Reads a byte of the prefix, or before it; returns from where on bytes are to be written. */
    private int readPrefix(byte one, byte[] from, int written, int to, Output lines) {
        if (kinds[one & 0xFF] == BLANK && !prefix.hasBegun()) {
            return marks ? to : written;
        }
        begins = prefix.reads(one);
        if (!begins) {
            if (prefix.isWrong()) {
                handOn();
            }
            return written;
        }
        lines.write(from, written, to - written);
        return to;
    }

    /** Hands on the line as it is. */
    private void handOn() {
        prefix.skip();
        begins = false;
        quote = LINE_END;
    }

    /** Writes the prefix of a command that begins, unless that was read. */
    private void writePrefix(Output lines) {
        if (begins) {
            prefix.write(lines);
        }
    }

    /** A command ends, and the next begins. */
    private void separates(byte[] from, int written, int to, Output lines) {
        if (!marks || !begins) {
            writePrefix(lines);
            lines.write(from, written, to - written);
            lines.write(end);
            prefix.forget();
        }
        begins = true;
    }

    /** The line ends, or begins to. */
    private void endsWith(boolean whole, byte[] from, int written, int to, Output lines) {
        quote = NO_QUOTE;
        escaped = false;
        if (!marks) {
            writePrefix(lines);
            begins = false;
            prefix.restart();
        } else if (whole) {
            lines.write(from, written, to - written);
            if (!begins || prefix.isWritten()) {
                lines.write(end);
            }
            begins = true;
            prefix.restart();
        }
    }

    private void closeQuote(byte one) {
        boolean closes = one == quote && !escaped;
        // Only in the quotes that are written, a backslash escapes a backslash.
        escaped = escapes && one == '\\' && !(escaped && quote == first);
        quote = closes ? NO_QUOTE : quote;
    }

    @Override
    public void sent(byte[] from, int begin, int limit, Output network) {
        network.write(from, begin, limit - begin);
    }

    /** What all commands of a line begin with, and how much of it was read. */
    private static final class Prefix {
        private final byte[] bytes;
        private final boolean exact;

        /** How many of its bytes the line has until now. */
        private int count;

        private boolean wrong;

        /** Whether the command that is received has it. */
        private boolean written;

        Prefix(byte[] bytes, boolean exact) {
            this.bytes = bytes;
            this.exact = exact;
        }

        /** Whether the line has it, or is handed on without it. */
        boolean isWhole() {
            return count == bytes.length;
        }

        /** Whether the line has a part of it. */
        boolean hasBegun() {
            return count > 0;
        }

        /** Whether the line begins with something else. */
        boolean isWrong() {
            return wrong;
        }

        /** Reads a byte; whether it is the last. */
        boolean reads(byte one) {
            byte expected = bytes[count];
            wrong = one != expected && (exact || fold(one) != fold(expected));
            count++;
            written = !wrong && isWhole();
            return written;
        }

        private static int fold(byte letter) {
            return letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A' : letter;
        }

        /** The line is handed on without it. */
        void skip() {
            count = bytes.length;
        }

        /** A line begins. */
        void restart() {
            count = 0;
            forget();
        }

        /** A command begins that has none. */
        void forget() {
            written = false;
        }

        /** Whether the command that is received has it. */
        boolean isWritten() {
            return written;
        }

        /** Writes it, unless the command has it. */
        void write(Output lines) {
            if (!written) {
                lines.write(bytes);
                written = true;
            }
        }
    }

    /** The begin of a block of IEEE 488.2: how many digits follow, and in them its length. */
    private static final class BlockBegin {
        private static final int NOTHING = -1;
        private static final int COUNT = 0;

        /** Digits that are missing, or one of the constants. */
        private int digits = NOTHING;

        private int length;
        private boolean open;

        /** A block begins with the next byte, or not. */
        void begin(boolean block) {
            digits = block ? COUNT : NOTHING;
            length = 0;
            open = false;
        }

        /** Whether {@code one} is a part of the begin of a block. */
        boolean reads(byte one) {
            if (digits == NOTHING) {
                return false;
            }
            if (one < '0' || one > '9') {
                begin(false);
                return false;
            }
            if (digits == COUNT) {
                digits = one - '0';
                open = digits == 0;
                digits = open ? NOTHING : digits;
                return true;
            }
            length = length * 10 + one - '0';
            digits = digits == 1 ? NOTHING : digits - 1;
            return true;
        }

        /** How many bytes follow what was read. */
        int length() {
            return digits == NOTHING ? length : 0;
        }

        /** Whether the block lasts to the end of the line. */
        boolean isOpen() {
            return open;
        }
    }
}
