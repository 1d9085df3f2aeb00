package org.ropewalk.line.bytes;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of few digits have the values that the JDK reads. */
class FewDigitsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "-0.0",
                "1.5",
                "-1.50",
                "007.10",
                "0.1",
                "0.3",
                "999999999999999",
                "-9999999999999",
                "0.0000000000001",
                "123456789.12345"
            })
    void a_number_is_that_of_the_jdk(String text) {
        check(text);
    }

    @Test
    void random_numbers_are_those_of_the_jdk() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            long digits = random.nextLong() % 10_000_000_000_000L;
            check(BigDecimal.valueOf(digits, random.nextInt(10)).toPlainString());
        }
    }

    private static void check(String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        if (FewDigits.are(bytes.length)) {
            double floating = FewDigits.floating(bytes, 0, bytes.length);
            assertThat(Double.doubleToRawLongBits(floating))
                    .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
            assertThat(
                            BigDecimal.valueOf(
                                    FewDigits.unscaled(bytes, 0, bytes.length),
                                    FewDigits.scale(bytes, 0, bytes.length)))
                    .isEqualTo(new BigDecimal(text));
        }
    }
}
