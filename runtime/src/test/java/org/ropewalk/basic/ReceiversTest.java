package org.ropewalk.basic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.testing.StringTransport;

/** The vectors of Twisted's line and string receivers; each holds for every way to cut it. */
class ReceiversTest {
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What every way to cut {@code input} into two, and into single bytes, makes it say. */
    private static void check(Supplier<Heard> receiver, String input, String... expected) {
        for (int cut = 0; cut <= input.length(); cut++) {
            Heard heard = receiver.get();
            StringTransport transport = new StringTransport().connect(heard.protocol());
            transport.deliver(bytes(input.substring(0, cut)));
            transport.deliver(bytes(input.substring(cut)));
            assertThat(heard.events()).as("cut at " + cut).containsExactly(expected);
        }
        Heard heard = receiver.get();
        StringTransport transport = new StringTransport().connect(heard.protocol());
        for (int i = 0; i < input.length(); i++) {
            transport.deliver(bytes(input.substring(i, i + 1)));
        }
        assertThat(heard.events()).as("byte by byte").containsExactly(expected);
    }

    private interface Heard {
        List<String> events();

        default Protocol protocol() {
            return (Protocol) this;
        }
    }

    private static class Lines extends DelimitedReceiver implements Heard {
        private final List<String> events = new ArrayList<>();
        private final boolean closes;
        private int rawLeft;

        Lines(int max, String delimiter, boolean closes) {
            setMaxLength(max);
            setDelimiter(bytes(delimiter));
            this.closes = closes;
        }

        @Override
        public List<String> events() {
            return events;
        }

        @Override
        protected void lineReceived(byte[] line) {
            String text = text(line);
            events.add("L" + text);
            if (text.startsWith("len ")) {
                rawLeft = Integer.parseInt(text.substring(4));
                if (rawLeft > 0) {
                    setRawMode();
                }
            } else if (text.equals("stop")) {
                transport().loseConnection();
            } else if (text.equals("d")) {
                setDelimiter(bytes(";"));
            }
        }

        @Override
        protected void rawDataReceived(byte[] data) {
            int taken = Math.min(rawLeft, data.length);
            for (byte b : java.util.Arrays.copyOf(data, taken)) {
                events.add("R" + (char) b);
            }
            rawLeft -= taken;
            if (rawLeft == 0) {
                setLineMode(java.util.Arrays.copyOfRange(data, taken, data.length));
            }
        }

        @Override
        protected void lineLengthExceeded() {
            events.add("X");
            if (closes) {
                super.lineLengthExceeded();
            }
        }
    }

    private static Supplier<Heard> lines(int max, String delimiter) {
        return () -> new Lines(max, delimiter, true);
    }

    @Test
    void LR1_L01_lines_come_without_their_delimiter() {
        check(lines(16_384, "\r\n"), "a\r\nb\r\n", "La", "Lb");
    }

    @Test
    void LR1_L03_L07_half_a_delimiter_is_data() {
        check(lines(16_384, "\r\n"), "a\nb\r\nc\n\r\n", "La\nb", "Lc\n");
    }

    @Test
    void LR1_L05_L09_empty_lines_and_any_bytes_are_lines() {
        check(lines(16_384, "\r\n"), "\r\n\r\n\u00ff\u00fe\r\n", "L", "L", "L\u00ff\u00fe");
    }

    @Test
    void LR2_L11_L17_a_line_of_the_bound_is_no_line_over_it() {
        check(lines(4, "\r\n"), "xxxx\r\n", "Lxxxx");
    }

    @Test
    void LR2_Δ19_Δ20_L15_L19_a_line_over_the_bound_ends_the_connection_and_nothing_follows() {
        check(lines(4, "\r\n"), "xxxxxxyy\r\nz\r\n", "X");
    }

    @Test
    void LR3_Δ19_L21_L23_L27_a_line_over_the_bound_is_reported_once_and_skipped_to_its_end() {
        check(
                () -> new Lines(4, "\r\n", false),
                "ok\r\nxxxxxx\r\nQUIT\r\n"
                        + "x".repeat(14)
                        + "\r\n"
                        + "x".repeat(14)
                        + "\r\nNOOP\r\n",
                "Lok",
                "X",
                "LQUIT",
                "X",
                "X",
                "LNOOP");
    }

    @Test
    void LR4_LR5_L35_raw_mode_takes_bytes_until_line_mode_returns() {
        check(
                lines(64, "\n"),
                "len 5\nabcdefoo\nlen 0\nfoo 5\n\n",
                "Llen 5",
                "Ra",
                "Rb",
                "Rc",
                "Rd",
                "Re",
                "Lfoo",
                "Llen 0",
                "Lfoo 5",
                "L");
    }

    @Test
    void LR5_many_switches_do_not_nest() {
        check(
                () -> new Lines(64, "\n", true),
                "len 1\na".repeat(60),
                java.util.stream.Stream.generate(() -> List.of("Llen 1", "Ra"))
                        .limit(60)
                        .flatMap(List::stream)
                        .toArray(String[]::new));
    }

    @Test
    void LR8_Δ20_L37_L41_nothing_is_received_after_the_end_was_asked_for() {
        check(lines(64, "\n"), "one\nstop\nmore\nstuff\n", "Lone", "Lstop");
    }

    @Test
    void LR10_L45_another_delimiter_holds_from_the_next_byte_on() {
        check(lines(64, "\r\n"), "d\r\na;b;", "Ld", "La", "Lb");
    }

    @Test
    void L47_a_delimiter_is_found_after_its_own_beginning() {
        check(lines(64, "aab"), "xaaab", "Lxa");
    }

    @Test
    void LR7_L39_pausing_stops_after_the_current_line() {
        List<String> heard = new ArrayList<>();
        DelimitedReceiver receiver =
                new DelimitedReceiver() {
                    @Override
                    protected void lineReceived(byte[] line) {
                        heard.add(text(line));
                        if (text(line).equals("pause")) {
                            pauseLines();
                        }
                    }
                };
        StringTransport transport = new StringTransport().connect(receiver);
        transport.deliver("a\r\npause\r\nb\r\n");
        assertThat(heard).containsExactly("a", "pause");
        receiver.resumeLines();
        assertThat(heard).containsExactly("a", "pause");
        transport.runTurns();
        assertThat(heard).containsExactly("a", "pause", "b");
    }

    @Test
    void LR6_L43_the_rest_can_be_taken() {
        List<String> heard = new ArrayList<>();
        DelimitedReceiver receiver =
                new DelimitedReceiver() {
                    @Override
                    protected void lineReceived(byte[] line) {
                        heard.add(text(line));
                        heard.add("rest " + text(clearLineBuffer()));
                    }
                };
        new StringTransport().connect(receiver).deliver("foo\r\nbar\r\nbaz");
        assertThat(heard).containsExactly("foo", "rest bar\r\nbaz");
    }

    @Test
    void LR12_Δ21_L51_a_line_that_holds_its_delimiter_is_refused() {
        Lines receiver = new Lines(64, "\r\n", true);
        StringTransport transport = new StringTransport().connect(receiver);
        receiver.sendLine(bytes("hi"));
        assertThatThrownBy(() -> receiver.sendLine(bytes("a\r\nb")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(transport.text()).isEqualTo("hi\r\n");
    }

    // ---- netstrings

    private static final class Netstrings extends NetstringReceiver implements Heard {
        private final List<String> events = new ArrayList<>();

        @Override
        public List<String> events() {
            if (isBroken() && !events.contains("BROKEN")) {
                events.add("BROKEN");
            }
            return events;
        }

        @Override
        protected void stringReceived(byte[] string) {
            events.add(text(string));
        }
    }

    @Test
    void LR14_netstrings_one_after_the_other() {
        check(Netstrings::new, "5:hello,0:,3:a:,,", "hello", "", "a:,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5:hello;",
                ":x,",
                "05:hello,",
                "x5:hello,",
                "-1:x,",
                "100000:x",
                "00:,",
                "9999999999:"
            })
    void LR14_nothing_is_received_after_invalid_input(String input) {
        check(Netstrings::new, "1:a," + input + "1:b,", "a", "BROKEN");
    }

    @Test
    void LR14_what_is_sent_is_received() {
        Netstrings sender = new Netstrings();
        StringTransport transport = new StringTransport().connect(sender);
        sender.sendString(bytes("hello"));
        sender.sendString(bytes(""));
        assertThat(transport.text()).isEqualTo("5:hello,0:,");
    }

    // ---- strings behind their length

    private static final class Prefixed extends IntPrefixedReceiver implements Heard {
        private final List<String> events = new ArrayList<>();

        Prefixed(int prefix) {
            super(prefix, 300);
        }

        @Override
        public List<String> events() {
            return events;
        }

        @Override
        protected void stringReceived(byte[] string) {
            events.add(text(string));
        }

        @Override
        protected void lengthLimitExceeded(long length) {
            events.add("X" + length);
            super.lengthLimitExceeded(length);
        }
    }

    @Test
    void LR15_strings_with_lengths_of_1_2_and_4_bytes() {
        check(() -> new Prefixed(1), "\u0002ab\u0000\u0001c", "ab", "", "c");
        check(() -> new Prefixed(2), "\u0000\u0002ab\u0000\u0000", "ab", "");
        check(() -> new Prefixed(4), "\u0000\u0000\u0000\u0002ab", "ab");
    }

    @Test
    void LR15_a_length_over_the_bound_is_reported_once() {
        check(() -> new Prefixed(2), "\u0000\u0001a\u00ff\u00ffbcd\u0000\u0001e", "a", "X65535");
        check(() -> new Prefixed(4), "\u00ff\u00ff\u00ff\u00ff", "X4294967295");
    }

    @Test
    void LR15_a_string_that_does_not_fit_its_length_is_refused() {
        Prefixed sender = new Prefixed(1);
        StringTransport transport = new StringTransport().connect(sender);
        sender.sendString(new byte[255]);
        assertThatThrownBy(() -> sender.sendString(new byte[256]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("256 bytes is too long for a length of 1 bytes");
        assertThat(transport.value()).hasSize(256);
        assertThatThrownBy(() -> new Prefixed(3)).isInstanceOf(IllegalArgumentException.class);
    }
}
