package org.ropewalk.line.resp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where commands and replies of RESP end, however they arrive. */
class RespScannerTest {
    private static final int WORDS = 100;
    private static final long PAYLOAD = 1_000;

    private static int find(RespScanner scanner, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return scanner.find(bytes, 0, bytes.length, WORDS, PAYLOAD);
    }

    private static int command(String text) {
        return find(new RespScanner(RespFormat.ARRAYS), text);
    }

    private static int reply(String text) {
        return find(new RespScanner(RespFormat.REPLIES), text);
    }

    private static final List<String> COMMANDS =
            List.of(
                    "*1\r\n$4\r\nPING\r\n",
                    "*2\r\n$3\r\nGET\r\n$0\r\n\r\n",
                    "*0\r\n",
                    "*-1\r\n",
                    "*3\r\n$3\r\nSET\r\n$2\r\n\r\n\r\n$5\r\n*1\r\n$\r\n");

    private static final List<String> REPLIES =
            List.of(
                    "+OK\r\n",
                    "-ERR no\r\n",
                    ":-12\r\n",
                    "$-1\r\n",
                    "*-1\r\n",
                    "_\r\n",
                    "#t\r\n",
                    ",1.5\r\n",
                    "(123\r\n",
                    "$3\r\n\r\na\r\n",
                    "=7\r\ntxt:abc\r\n",
                    "!3\r\nERR\r\n",
                    "*2\r\n*0\r\n*2\r\n:1\r\n$-1\r\n",
                    "%2\r\n+a\r\n:1\r\n+b\r\n*1\r\n_\r\n",
                    "~1\r\n+x\r\n",
                    ">3\r\n+message\r\n+c\r\n+m\r\n",
                    "|1\r\n+a\r\n:1\r\n$-1\r\n",
                    "|0\r\n+x\r\n",
                    "*1\r\n|1\r\n+a\r\n*1\r\n|1\r\n+b\r\n+c\r\n:1\r\n*1\r\n:2\r\n");

    @Test
    void a_command_ends_after_its_last_element() {
        assertThat(COMMANDS).allSatisfy(each -> assertThat(command(each)).isEqualTo(each.length()));
    }

    @Test
    void a_reply_ends_after_its_last_value() {
        assertThat(REPLIES).allSatisfy(each -> assertThat(reply(each)).isEqualTo(each.length()));
    }

    @Test
    void what_follows_is_not_looked_at() {
        assertThat(command("*1\r\n$4\r\nPING\r\nxyz")).isEqualTo(14);
        assertThat(reply("+OK\r\nxyz")).isEqualTo(5);
    }

    @Test
    void what_arrives_in_parts_ends_in_the_same_place() {
        for (String each : COMMANDS) {
            assertThat(inParts(RespFormat.ARRAYS, each, 1)).isEqualTo(each.length());
        }
        for (String each : REPLIES) {
            assertThat(inParts(RespFormat.REPLIES, each, 1)).isEqualTo(each.length());
        }
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            String all = COMMANDS.get(random.nextInt(COMMANDS.size()));
            assertThat(inParts(RespFormat.ARRAYS, all, 1 + random.nextInt(7)))
                    .isEqualTo(all.length());
        }
    }

    /** Finds a frame of which some bytes arrive at a time, each time at another place. */
    private static int inParts(RespFormat reads, String text, int step) {
        RespScanner scanner = new RespScanner(reads);
        for (int length = step; length < text.length(); length += step) {
            byte[] moved = (".".repeat(length) + text.substring(0, length)).getBytes();
            int found = scanner.find(moved, length, 2 * length, WORDS, PAYLOAD);
            assertThat(found).as("after %s bytes of %s", length, text).isEqualTo(RespScanner.MORE);
            assertThat(scanner.hasBegun()).isTrue();
        }
        int found = find(scanner, text);
        assertThat(scanner.hasBegun()).isFalse();
        return found;
    }

    @Test
    void one_scanner_finds_one_frame_after_the_other() {
        RespScanner scanner = new RespScanner(RespFormat.ARRAYS);
        COMMANDS.forEach(each -> assertThat(find(scanner, each)).isEqualTo(each.length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*abc\r\n",
                "*3000000000\r\n",
                "*101\r\n",
                "*-2\r\n",
                "*01\r\n",
                "*1\n\r\n",
                "*+1\r\n",
                "*\r\n",
                "*99999999999999999999"
            })
    void a_bad_number_of_elements_is_refused_at_once(String text) {
        assertThat(command(text)).isEqualTo(RespScanner.BAD_COUNT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*1\r\n$-5\r\n",
                "*1\r\n$-1\r\n",
                "*1\r\n$1001\r\n",
                "*1\r\n$600000000\r\n",
                "*2\r\n$600\r\n%s\r\n$401\r\n",
                "*1\r\n$4\r\nPINGxx",
                "*1\r\n$:\r\n%s\r\n",
                "*1\r\n$0:\r\n%s\r\n",
                "*1\r\n$00\r\n\r\n",
                "*1\r\n$1:\r\n%s\r\n",
                "*1\r\n$x\r\n"
            })
    void a_bad_number_of_bytes_is_refused_at_once(String text) {
        assertThat(command(text.formatted("x".repeat(600)))).isEqualTo(RespScanner.BAD_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*1\r\nP", "*1\r\n*", "*1\r\n:", "$"})
    void another_type_in_a_command_is_refused_at_its_first_byte(String text) {
        assertThat(command(text)).isEqualTo(RespScanner.BAD_TYPE);
    }

    @Test
    void a_reply_of_no_type_is_refused() {
        assertThat(reply("OK\r\n")).isEqualTo(RespScanner.BAD_TYPE);
        assertThat(command("|1\r\n")).isEqualTo(RespScanner.BAD_TYPE);
    }

    @Test
    void arrays_are_not_nested_without_bound() {
        assertThat(reply("*1\r\n".repeat(RespScanner.MOST_DEPTH) + ":1\r\n"))
                .isEqualTo(4 * RespScanner.MOST_DEPTH + 4);
        assertThat(reply("*1\r\n".repeat(RespScanner.MOST_DEPTH + 1)))
                .isEqualTo(RespScanner.TOO_DEEP);
    }

    @Test
    void elements_of_nested_arrays_count_together() {
        assertThat(reply("*50\r\n*51\r\n")).isEqualTo(RespScanner.BAD_COUNT);
        assertThat(reply("%51\r\n")).isEqualTo(RespScanner.BAD_COUNT);
    }

    @Test
    void a_simple_line_is_bounded() {
        assertThat(reply("+" + "x".repeat(1_001))).isEqualTo(RespScanner.BAD_LENGTH);
    }

    @Test
    void a_reply_is_bounded_as_a_whole() {
        assertThat(reply("*100\r\n" + "$-1\r\n".repeat(100))).isEqualTo(506);
        assertThat(reply("*100\r\n" + "$6\r\nabcdef\r\n".repeat(100)))
                .isEqualTo(RespScanner.BAD_LENGTH);
    }
}
