package org.ropewalk.line.resp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.Output;

/** Values and arrays as they are written. */
class RespElementsTest {
    private final Output output = new Output(0);

    private String in(int version, Consumer<RespElements> values) {
        output.clear();
        RespElements elements = new RespElements().on(output, version);
        values.accept(elements);
        elements.end();
        return new String(output.array(), 0, output.position(), StandardCharsets.UTF_8);
    }

    private void write(RespElements elements, String text) {
        int from = output.position();
        output.write(text.getBytes(StandardCharsets.UTF_8));
        elements.wrote(from);
    }

    @Test
    void what_blanks_of_constants_separate_are_elements() {
        String array =
                in(
                        2,
                        words -> {
                            words.words();
                            words.raw("SET ".getBytes());
                            write(words, "a key");
                            words.border();
                            write(words, "");
                            words.raw(" EX ".getBytes());
                            words.number(12);
                            words.raw(" NX".getBytes());
                        });
        assertThat(array)
                .isEqualTo(
                        "*6\r\n$3\r\nSET\r\n$5\r\na key\r\n$0\r\n\r\n$2\r\nEX\r\n:12\r\n$2\r\nNX\r\n");
    }

    @Test
    void values_that_are_lent_keep_their_place_in_arrays_and_behind_headers_that_grow() {
        byte[] many = "x".repeat(20_000).getBytes();
        String value = "$20000\r\n" + "x".repeat(20_000) + "\r\n";
        String values =
                in(
                        2,
                        elements -> {
                            elements.array(2);
                            assertThat(elements.value(many, 0, many.length, true)).isTrue();
                            assertThat(elements.value(many, 0, many.length, true)).isTrue();
                        });
        assertThat(values).isEqualTo("*2\r\n" + value + value);
        String words =
                in(
                        2,
                        elements -> {
                            elements.words();
                            assertThat(elements.value(many, 0, many.length, true)).isFalse();
                            output.lend(many, 0, many.length);
                            elements.wrote(output.position() - many.length);
                            for (int i = 0; i < 9; i++) {
                                elements.border();
                                elements.number(i);
                            }
                        });
        assertThat(words).startsWith("*10\r\n" + value + ":0\r\n").endsWith(":8\r\n");
    }

    @Test
    void what_was_written_of_a_form_can_be_taken_back() {
        for (boolean number : new boolean[] {false, true}) {
            String array =
                    in(
                            2,
                            words -> {
                                words.words();
                                words.raw("AT ".getBytes());
                                if (number) {
                                    words.number(7);
                                } else {
                                    words.raw("<".getBytes());
                                }
                                int from = output.position();
                                words.attempt();
                                words.raw("from ".getBytes());
                                write(words, "a");
                                output.position(from);
                                words.retry(from);
                                words.border();
                                write(words, "b");
                                words.attempted();
                            });
            assertThat(array)
                    .isEqualTo(
                            "*3\r\n$2\r\nAT\r\n%s\r\n$1\r\nb\r\n"
                                    .formatted(number ? ":7" : "$1\r\n<"));
        }
    }

    @Test
    void numbers_of_a_command_are_strings() {
        assertThat(
                        in(
                                2,
                                words -> {
                                    words.command();
                                    words.raw("TTL ".getBytes());
                                    words.number(-1);
                                }))
                .isEqualTo("*2\r\n$3\r\nTTL\r\n$2\r\n-1\r\n");
    }

    @Test
    void a_number_glued_to_something_is_a_string() {
        assertThat(
                        in(
                                2,
                                words -> {
                                    words.words();
                                    words.number(5);
                                    words.raw("x".getBytes());
                                    words.border();
                                    words.raw("y".getBytes());
                                    words.number(5);
                                }))
                .isEqualTo("*2\r\n$2\r\n5x\r\n$2\r\ny5\r\n");
    }

    @Test
    void the_size_of_an_array_may_have_several_digits() {
        String array =
                in(
                        2,
                        words -> {
                            words.words();
                            for (int i = 0; i < 123; i++) {
                                words.number(i);
                                words.border();
                            }
                        });
        assertThat(array).startsWith("*123\r\n:0\r\n:1\r\n").endsWith("\r\n:122\r\n");
    }

    @Test
    void no_words_are_an_empty_array() {
        assertThat(in(2, RespElements::words)).isEqualTo("*0\r\n");
    }

    @Test
    void a_push_has_a_form_of_its_own_in_version_3() {
        assertThat(in(2, RespElements::push)).isEqualTo("*0\r\n");
        assertThat(in(3, RespElements::push)).isEqualTo(">0\r\n");
    }

    private void every(RespElements values) {
        values.array(1);
        values.map(2);
        values.nil();
        values.nilArray();
        values.truth(true);
        values.number(-5);
        write(values, "héllo wörld");
        values.raw("WORD".getBytes());
        values.open();
        values.raw("a ".getBytes());
        values.number(7);
        values.close();
        if (!values.floating("1.5")) {
            write(values, "1.5");
        }
    }

    @Test
    void values_of_version_2() {
        assertThat(in(2, this::every))
                .isEqualTo(
                        "*1\r\n*4\r\n$-1\r\n*-1\r\n:1\r\n:-5\r\n$13\r\nhéllo wörld\r\n$4\r\nWORD\r\n"
                                + "$3\r\na 7\r\n$3\r\n1.5\r\n");
    }

    @Test
    void values_of_version_3() {
        assertThat(in(3, this::every))
                .isEqualTo(
                        "*1\r\n%2\r\n_\r\n_\r\n:1\r\n:-5\r\n$13\r\nhéllo wörld\r\n$4\r\nWORD\r\n"
                                + "$3\r\na 7\r\n,1.5\r\n");
    }

    @Test
    void a_whole_command_is_encoded_before() {
        assertThat(new String(RespElements.command("CONFIG GET".getBytes())))
                .isEqualTo("*2\r\n$6\r\nCONFIG\r\n$3\r\nGET\r\n");
    }

    private String fault(String... words) {
        output.clear();
        RespElements elements = new RespElements().on(output, 2);
        elements.command();
        for (String word : words) {
            write(elements, word);
            elements.border();
        }
        return elements.end(3, 20);
    }

    @Test
    void a_command_that_no_server_takes_is_refused() {
        assertThat(fault("a", "b", "c")).isNull();
        assertThat(fault("a", "b", "c", "d")).isEqualTo("a command of more than 3 words");
        assertThat(fault("a word of 20 letters")).isNull();
        assertThat(fault("a word of 21 letters.")).isEqualTo("words of more than 20 bytes");
        assertThat(fault("10 letters", "11 letters.")).isEqualTo("words of more than 20 bytes");
    }

    @Test
    void a_value_that_is_nested_too_deeply_is_refused() {
        for (int depth = RespScanner.MOST_DEPTH; depth <= RespScanner.MOST_DEPTH + 1; depth++) {
            output.clear();
            RespElements deep = new RespElements().on(output, 2);
            for (int i = 0; i < depth; i++) {
                deep.array(1);
            }
            deep.nil();
            assertThat(deep.end(99, 99))
                    .isEqualTo(depth > RespScanner.MOST_DEPTH ? "arrays nested too deeply" : null);
        }
        output.clear();
        RespElements flat = new RespElements().on(output, 2);
        flat.array(20);
        for (int i = 0; i < 20; i++) {
            flat.array(0);
        }
        assertThat(flat.end(9, 9)).isNull();
    }
}
