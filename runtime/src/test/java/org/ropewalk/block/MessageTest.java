package org.ropewalk.block;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.Bytes;

class MessageTest {
    private static Message read(String text) {
        return Message.read(Bytes.of(text), UTF_8);
    }

    @Test
    void fieldsAreUnfoldedAndTheBodyIsAsItIs() {
        Message message = read("Subject: a long\r\n  way\r\nX: 1\r\nX: 2\r\n\r\nbody\n\nmore");

        assertThat(message.fields())
                .containsExactly(
                        Map.entry("Subject", List.of("a long way")),
                        Map.entry("X", List.of("1", "2")));
        assertThat(message.body()).isEqualTo(Bytes.of("body\n\nmore"));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Message message =
                new Message(Map.of("Subject", List.of("grüße")), Bytes.of("one\r\ntwo\r\n"));

        assertThat(message.text(UTF_8).toString())
                .isEqualTo("Subject: grüße\r\n\r\none\r\ntwo\r\n");
        assertThat(Message.read(message.text(UTF_8), UTF_8)).isEqualTo(message);
    }

    @Test
    void aMessageWithoutABodyHasAnEmptyOne() {
        assertThat(read("A: b\r\n").body().isEmpty()).isTrue();
    }

    @Test
    void aValueWithALineEndIsRefused() {
        Message message = new Message(Map.of("A", List.of("b\r\nC: d")), Bytes.empty());

        assertThatThrownBy(() -> message.text(UTF_8)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLineThatIsNoFieldIsRefused() {
        assertThatThrownBy(() -> read("no field\r\n\r\nbody"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
