package org.ropewalk.examples.redis.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.line.Bytes;

class NumbersTest {
    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, -1, 9, 10, -10, 1234567890123L, Long.MAX_VALUE, Long.MIN_VALUE, -100})
    void aNumberIsReadAsItIsWritten(long number) {
        assertThat(Numbers.integer(Bytes.of(Long.toString(number)))).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "-0",
                "+1",
                "01",
                "1 ",
                " 1",
                "1a",
                "9223372036854775808",
                "-9223372036854775809",
                "92233720368547758070",
                "--1"
            })
    void anyOtherFormIsNoNumber(String text) {
        assertThat(Numbers.integer(Bytes.of(text))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.50,0.1,10.6",
        "5.0e3,2.0e2,5200",
        "0.1,0.2,0.3",
        "1,-1,0",
        "3,0,3",
        "-.5,1,0.5"
    })
    void aSumHasNoExponentAndNoZerosAtItsEnd(String one, String other, String sum) {
        BigDecimal first = Numbers.decimal(Bytes.of(one)).orElseThrow();
        BigDecimal second = Numbers.decimal(Bytes.of(other)).orElseThrow();

        assertThat(Numbers.write(first.add(second))).hasToString(sum);
    }

    @Test
    void anExponentThatWouldNeedMuchMemoryIsRefused() {
        assertThat(Numbers.decimal(Bytes.of("1e999999999"))).isEmpty();
        assertThat(Numbers.decimal(Bytes.of("1e-999999999"))).isEmpty();
        assertThat(Numbers.decimal(Bytes.of("nan"))).isEmpty();
        assertThat(Numbers.decimal(Bytes.of("\u0661"))).isEmpty();
    }
}
