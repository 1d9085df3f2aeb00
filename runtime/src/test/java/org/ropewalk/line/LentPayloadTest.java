package org.ropewalk.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.Output;

/** A large payload of {@link Bytes} is not copied into the reply, which is the same. */
class LentPayloadTest {
    private static final String TEXT = "x".repeat(20_000);
    private static final Bytes LARGE = Bytes.of(TEXT);

    private final Output output = new Output(0);
    private final LineWriter writer = new LineWriter();

    LentPayloadTest() {
        writer.on(output, LineFormat.standard());
        writer.bounds(25_000, 1_000).payloads(20_000);
    }

    private String written() {
        return new String(output.array(), 0, output.position(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void bytes_are_lent_and_arrays_that_may_change_are_copied() {
        writer.payload(LARGE);
        assertThat(output.isSplit()).isTrue();
        writer.end();
        assertThat(output.isSplit()).isTrue();
        assertThat(written()).isEqualTo(TEXT + "\r\n");
        output.clear();
        writer.begin().payload(LARGE.toByteArray());
        assertThat(output.isSplit()).isFalse();
        output.clear();
        writer.begin().payload(Slice.of(LARGE));
        assertThat(output.isSplit()).isFalse();
    }

    @Test
    void a_reply_is_taken_back_with_its_payload() {
        writer.word("before");
        writer.end();
        writer.begin().word("VALUE");
        writer.end();
        writer.payload(LARGE);
        assertThatThrownBy(() -> writer.word("a word")).isInstanceOf(RuntimeException.class);
        writer.rollBack();
        writer.word("ERROR");
        writer.end();
        assertThat(written()).isEqualTo("before\r\nERROR\r\n");
    }

    @Test
    void the_bounds_hold_for_what_is_lent() {
        assertThatThrownBy(() -> writer.payload(Bytes.of(TEXT + "x")))
                .hasMessageContaining("a payload of more than 20000 bytes");
        writer.begin().bounds(19_999, 1_000);
        assertThatThrownBy(() -> writer.payload(LARGE))
                .hasMessageContaining("more than 19999 bytes");
        assertThat(written()).isEmpty();
    }
}
