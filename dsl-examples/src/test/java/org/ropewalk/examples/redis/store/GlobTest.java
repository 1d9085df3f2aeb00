package org.ropewalk.examples.redis.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ropewalk.line.Bytes;

/** Patterns as KEYS documents them, and as Redis reads those that are odd. */
class GlobTest {
    private static boolean matches(String pattern, String text) {
        return new Glob(Bytes.of(pattern)).matches(Bytes.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "h?llo, hello, true",
        "h?llo, hllo, false",
        "h*llo, hllo, true",
        "h*llo, heeeello, true",
        "h[ae]llo, hallo, true",
        "h[ae]llo, hillo, false",
        "h[^e]llo, hallo, true",
        "h[^e]llo, hello, false",
        "h[a-b]llo, hbllo, true",
        "h[a-b]llo, hcllo, false",
        "h[b-a]llo, hallo, true",
        "h\\?llo, h?llo, true",
        "h\\?llo, hello, false",
        "[\\]], ], true",
        "[\\]-a], -, true",
        "[a-], -, false",
        "[a-], _, true",
        "[abc, c, true",
        "[abc, d, false",
        "[a-c, b, true",
        "[, x, false",
        "[^, x, true",
        "[], x, false",
        "a\\, a\\, true",
        "*, '', true",
        "**a**, a, true",
        "a*b*c, axxbxxc, true",
        "a*b*c, axxbxx, false",
        "'', '', true",
        "'', a, false",
        "a, '', false"
    })
    void aPatternMatchesAllOfAText(String pattern, String text, boolean expected) {
        assertThat(matches(pattern, text)).isEqualTo(expected);
    }

    @Test
    void manyStarsDoNotTakeLong() {
        assertThat(matches("*a".repeat(30) + "b", "a".repeat(10_000))).isFalse();
    }
}
