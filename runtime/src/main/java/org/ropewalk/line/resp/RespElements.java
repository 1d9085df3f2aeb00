package org.ropewalk.line.resp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.bytes.DecimalDigits;
import org.ropewalk.reactor.Output;

/**
 * Writes values of RESP. As an <em>array of words</em>, what stands between blanks of constants is
 * one element; the array's size is known at its end. As <em>values</em>, each is written in the
 * form that its type has. A line writer has one of these.
 */
@SuppressWarnings("NullAway") // The output is null before the first use.
public final class RespElements {
    private static final byte CR = '\r';
    private static final byte LF = '\n';

    private enum Mode {
        /** Each part that is written is a value. */
        VALUES,
        /** What is written until the value is closed is one string. */
        STRING,
        /** Words are the elements of an array. */
        WORDS
    }

    private Output output;

    /** Where the values, or the array of words, begin. */
    private int start;

    /** Arrays and maps so far. */
    private int arrays;

    private int version;
    private Mode mode = Mode.VALUES;

    /** Whether a number that is an element is written as a string: in a command. */
    private boolean strings;

    /** Where the array of words begins, after its header of a number with one digit. */
    private int begin;

    /** The elements of the array of words so far. */
    private int count;

    /** Where the element begins that is being written. */
    private int from;

    /** Whether anything of it was written, possibly empty. */
    private boolean open;

    /** Whether it is a number, and nothing else. */
    private boolean number;

    /** For each attempt to write a value: the elements so far, the last one, and what it is. */
    private int[] kept = {};

    private int attempts;

    /** Nothing is written yet. */
    public RespElements() {}

    /** Words between blanks as a command, an array of strings. */
    public static byte[] command(byte[] words) {
        Output output = new Output(words.length);
        RespElements command = new RespElements().on(output, 2);
        command.command();
        command.raw(words);
        command.end();
        return Arrays.copyOf(output.array(), output.position());
    }

    // ---- values

    /** Writes values into {@code target} from now on, in a version of RESP; returns this. */
    public RespElements on(Output target, int inVersion) {
        output = target;
        version = inVersion;
        mode = Mode.VALUES;
        attempts = 0;
        start = target.position();
        arrays = 0;
        return this;
    }

    /** Begins to write a value of several forms, until {@link #attempted}. */
    public void attempt() {
        int at = 3 * attempts++;
        if (at == kept.length) {
            kept = Arrays.copyOf(kept, at + 3 * 4);
        }
        kept[at] = count;
        kept[at + 1] = from;
        kept[at + 2] = (open ? 1 : 0) | (number ? 2 : 0);
    }

    /**
     * Takes back what was written of a form, for the next one.
     *
     * @param to where the form begins
     */
    public void retry(int to) {
        int at = 3 * (attempts - 1);
        if (count > kept[at] && from != kept[at + 1]) {
            moveBack(kept[at + 1], to);
        }
        count = kept[at];
        from = kept[at + 1];
        open = (kept[at + 2] & 1) != 0;
        number = (kept[at + 2] & 2) != 0;
    }

    /** Removes what an element begins with that was ended too early. */
    private void moveBack(int begin, int to) {
        byte[] array = output.array();
        int behind = begin + 1;
        while (array[begin] != ':' && array[behind - 1] != LF) {
            behind++;
        }
        System.arraycopy(array, behind, array, begin, to - begin);
    }

    /** Ends the attempts to write a value. */
    public void attempted() {
        attempts--;
    }

    /** The next value is an array of {@code size} values. */
    public void array(int size) {
        arrays++;
        header('*', size);
    }

    /** The next value is a map of {@code size} pairs: in version 2 an array of twice as many. */
    public void map(int size) {
        arrays++;
        if (version == RespFormat.VERSION_3) {
            header('%', size);
        } else {
            header('*', 2L * size);
        }
    }

    /** The next value is null, in place of a string or a number. */
    public void nil() {
        if (version == RespFormat.VERSION_3) {
            output.write((byte) '_');
        } else {
            output.write((byte) '$');
            output.write((byte) '-', (byte) '1');
        }
        output.write(CR, LF);
    }

    /** The next value is null, in place of an array. */
    public void nilArray() {
        if (version == RespFormat.VERSION_3) {
            nil();
        } else {
            output.write((byte) '*');
            output.write((byte) '-', (byte) '1');
            output.write(CR, LF);
        }
    }

    /** The next value is 1 or 0. */
    public void truth(boolean value) {
        header(':', value ? 1 : 0);
    }

    /** What is written from now on is one string, until {@link #close}. */
    public void open() {
        mode = Mode.STRING;
        from = output.position();
    }

    /** Ends the string. */
    public void close() {
        mode = Mode.VALUES;
        string(from);
    }

    // ---- arrays of words

    /** Begins an array: what blanks separate are its elements. */
    public void words() {
        words('*', false);
    }

    /** Begins a command: an array of strings. */
    public void command() {
        words('*', true);
    }

    /** Begins a push message: in version 2 an array like others. */
    public void push() {
        words(version == RespFormat.VERSION_3 ? '>' : '*', false);
    }

    private void words(char type, boolean command) {
        mode = Mode.WORDS;
        strings = command;
        count = 0;
        open = false;
        number = false;
        output.write((byte) type, (byte) '0');
        output.write(CR, LF);
        begin = output.position();
        from = begin;
    }

    /**
     * Ends what was written; returns why no reader takes it, or null if one does.
     *
     * @param mostWords the elements of a command
     * @param mostBytes the bytes of a command
     */
    public @Nullable String end(int mostWords, long mostBytes) {
        boolean command = mode == Mode.WORDS && strings;
        end();
        int size = output.position() - start;
        if (command ? count <= mostWords && size <= mostBytes : arrays <= RespScanner.MOST_DEPTH) {
            return null;
        }
        RespScanner reader = new RespScanner(command ? RespFormat.ARRAYS : RespFormat.REPLIES);
        int most = command ? mostWords : Integer.MAX_VALUE;
        return switch (reader.find(
                output.array(), start, output.position(), most, command ? mostBytes : size)) {
            case RespScanner.BAD_COUNT -> "a command of more than " + mostWords + " words";
            case RespScanner.BAD_LENGTH -> "words of more than " + mostBytes + " bytes";
            case RespScanner.TOO_DEEP -> "arrays nested too deeply";
            default -> null;
        };
    }

    /** Ends the array of words; values have no end. */
    public void end() {
        if (mode != Mode.WORDS) {
            return;
        }
        border();
        int digits = DecimalDigits.count(count);
        if (digits > 1) {
            insert(begin, digits - 1);
        }
        byte[] array = output.array();
        int at = begin - 3;
        digits(array, at, digits, count);
        array[at + digits] = CR;
        array[at + digits + 1] = LF;
    }

    /** One word ends, another begins. */
    public void border() {
        if (mode != Mode.WORDS) {
            output.write((byte) ' ');
            return;
        }
        if (open) {
            if (number) {
                insert(from, 1);
                output.array()[from] = ':';
                output.write(CR, LF);
            } else {
                string(from);
            }
            count++;
            open = false;
            number = false;
        }
        from = output.position();
    }

    // ---- what a line writer writes

    /** Writes a constant: in an array, its blanks are borders between elements. */
    public void raw(byte[] constant) {
        if (mode == Mode.STRING) {
            output.write(constant);
        } else if (mode == Mode.VALUES) {
            header('$', constant.length);
            output.write(constant);
            output.write(CR, LF);
        } else {
            words(constant);
        }
    }

    private void words(byte[] constant) {
        int at = 0;
        for (int i = 0; i <= constant.length; i++) {
            if (i == constant.length || constant[i] == ' ') {
                if (i > at) {
                    output.write(constant, at, i - at);
                    open = true;
                    number = false;
                }
                if (i < constant.length) {
                    border();
                }
                at = i + 1;
            }
        }
    }

    /**
     * Writes bytes as a value; false if they are a part of one.
     *
     * @param lends whether the bytes never change
     */
    public boolean value(byte[] bytes, int offset, int length, boolean lends) {
        if (mode != Mode.VALUES) {
            return false;
        }
        header('$', length);
        if (lends) {
            output.lend(bytes, offset, length);
        } else {
            output.place(bytes, offset, length);
        }
        output.write(CR, LF);
        return true;
    }

    /** What was written from {@code at} on is a string, or a part of one. */
    public void wrote(int at) {
        if (mode == Mode.VALUES) {
            string(at);
        } else {
            open = true;
            number = false;
        }
    }

    /** Writes a number. */
    public void number(long value) {
        if (mode == Mode.VALUES) {
            header(':', value);
        } else {
            DecimalDigits.write(value, output);
            number = !strings && !open;
            open = true;
        }
    }

    /** Writes a number with a point in its own form; false where it is written as a string. */
    public boolean floating(String number) {
        boolean own = mode == Mode.VALUES && version == RespFormat.VERSION_3;
        if (own) {
            output.write((byte) ',');
            output.write(number.getBytes(StandardCharsets.ISO_8859_1));
            output.write(CR, LF);
        }
        return own;
    }

    // ---- bytes

    private void header(char type, long value) {
        output.write((byte) type);
        DecimalDigits.write(value, output);
        output.write(CR, LF);
    }

    /** Puts the header of a string in front of what was written from {@code at} on. */
    private void string(int at) {
        int length = output.position() - at;
        int digits = DecimalDigits.count(length);
        insert(at, digits + 3);
        byte[] array = output.array();
        array[at] = '$';
        digits(array, at + 1, digits, length);
        array[at + digits + 1] = CR;
        array[at + digits + 2] = LF;
        output.write(CR, LF);
    }

    /** Makes room for {@code size} bytes. */
    private void insert(int at, int size) {
        output.ensure(size);
        byte[] array = output.array();
        int to = output.position();
        System.arraycopy(array, at, array, at + size, to - at);
        output.position(to + size);
    }

    private static void digits(byte[] array, int at, int digits, int number) {
        int rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            array[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
