package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.LineFormat;

/** Numbers with a point are read and written as their type has them. */
class NumbersTest {
    private static final Served SERVED =
            Served.compile(
                    """
                    @LineProtocol
                    @Errors(malformed = @Reply("bad {'{message}'}"), failed = @Reply(value = "FAILED", close = true))
                    interface X {
                        @Command("FLOAT {n}") @Reply("{}") float single(float n);
                        @Command("FLOATS {n...}") @Reply("{...}") List<Float> singles(List<Float> n);
                        @Command("AT {p}") @Reply("{}") Point at(Point p);
                        @Command("DOUBLE {n}") @Reply("{}") double twice(double n);
                        @Command("DECIMAL {n}") @Reply("{}") BigDecimal decimal(BigDecimal n);
                        @Command("POWER {n}") @Reply("{}") BigDecimal power(int n);
                        @Format("{x}/[{y}]") record Point(float x, Optional<Float> y) {}
                    }
                    final class H implements X {
                        public float single(float n) { return n; }
                        public List<Float> singles(List<Float> n) { return n; }
                        public X.Point at(X.Point p) { return p; }
                        public double twice(double n) { return n; }
                        public BigDecimal decimal(BigDecimal n) { return n; }
                        public BigDecimal power(int n) { return BigDecimal.ONE.scaleByPowerOfTen(n); }
                    }
                    """);

    @Test
    void numbersOfSinglePrecisionHaveItsRange() {
        assertThat(SERVED.answers("FLOAT 1e39\nFLOATS 1 1e39\nFLOAT 3.4028235E38\nDOUBLE 1e39\n"))
                .isEqualTo(
                        "bad number out of range\nbad number out of range\n3.4028235E38\n1.0E39\n");
    }

    @Test
    void numbersOfSinglePrecisionHaveItsDigits() {
        assertThat(SERVED.answers("FLOAT 0.1\nFLOATS 0.1 -2.5\nAT 0.1/0.3\nDOUBLE 0.1\n"))
                .isEqualTo("0.1\n0.1 -2.5\n0.1/0.3\n0.1\n");
        assertThat(SERVED.answers("FLOAT 16777217\nFLOAT 1.5E-38\n"))
                .isEqualTo("1.6777216E7\n1.5E-38\n");
    }

    @Test
    void decimalsHaveNoExponent() {
        assertThat(SERVED.answers("DECIMAL 1.50\nPOWER 3\nPOWER -3\nPOWER 999\n"))
                .isEqualTo("1.50\n1000\n0.001\n1" + "0".repeat(999) + "\n");
        assertThat(SERVED.answers("POWER 1001\n")).isEqualTo("FAILED\n");
    }

    @Test
    void decimalsOfTooManyDigitsAreRefusedBeforeTheyAreWritten() {
        for (String number : new String[] {"1E+2147483647", "1E-2147483647", "9E+1001"}) {
            assertThatThrownBy(() -> LineFormat.digits(new BigDecimal(number)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a number of more than 1000 digits");
        }
    }
}
