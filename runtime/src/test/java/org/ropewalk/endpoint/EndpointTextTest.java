package org.ropewalk.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndpointTextTest {
    @Test
    void EP3_E01_arguments_without_a_key_stand_for_the_keys_in_their_order() {
        EndpointText text = EndpointText.parse("a:b:d=1:c").allow(List.of("x", "y"), Set.of("d"));
        assertThat(text.name()).isEqualTo("a");
        assertThat(text.get("x")).contains("b");
        assertThat(text.get("y")).contains("c");
        assertThat(text.get("d")).contains("1");
    }

    @Test
    void EP3_E03_E04_E07_a_backslash_takes_the_next_character_as_it_is() {
        assertThat(EndpointText.parse("x:a\\=b").allow(List.of("k"), Set.of()).get("k"))
                .contains("a=b");
        assertThat(EndpointText.parse("x:k=b=c=d").allow(List.of(), Set.of("k")).get("k"))
                .contains("b=c=d");
        assertThat(EndpointText.parse("foo:bar=a\\:b").allow(List.of(), Set.of("bar")).get("bar"))
                .contains("a:b");
    }

    @Test
    void EP3_E13_the_name_is_read_in_either_case() {
        assertThat(EndpointText.parse("TCP:80").name()).isEqualTo("tcp");
    }

    @Test
    void EP3_brackets_hold_an_address_with_its_colons() {
        assertThat(
                        EndpointText.parse("tcp:[fe80::1%lo]:80")
                                .allow(List.of("h", "p"), Set.of())
                                .get("h"))
                .contains("fe80::1%lo");
        assertThatThrownBy(() -> EndpointText.parse("tcp:[::1:80"))
                .hasMessageContaining("at character 5: a '[' is not closed");
    }

    @Test
    void EP3_a_text_without_a_name_is_none() {
        assertThatThrownBy(() -> EndpointText.parse(""))
                .hasMessageContaining("the transport's name");
        assertThatThrownBy(() -> EndpointText.parse(":80"))
                .hasMessageContaining("the transport's name");
        assertThatThrownBy(() -> EndpointText.parse("a=b"))
                .hasMessageContaining("the transport's name");
    }

    @Test
    void EP3_a_key_occurs_once() {
        assertThatThrownBy(() -> EndpointText.parse("tcp:port=1:port=2"))
                .hasMessageContaining("at character 12: key \"port\" is given twice");
        assertThatThrownBy(
                        () -> EndpointText.parse("tcp:1:port=2").allow(List.of("port"), Set.of()))
                .hasMessageContaining("\"port\" is given twice");
    }
}
