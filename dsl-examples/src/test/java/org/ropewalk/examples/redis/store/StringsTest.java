package org.ropewalk.examples.redis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ropewalk.examples.redis.store.Redis.bytes;
import static org.ropewalk.examples.redis.store.Redis.list;
import static org.ropewalk.examples.redis.store.Strings.Condition.ABSENT;
import static org.ropewalk.examples.redis.store.Strings.Condition.ALWAYS;
import static org.ropewalk.examples.redis.store.Strings.Condition.PRESENT;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Words;

/** Redis's documented behaviour of strings and counters. */
class StringsTest {
    private static final long MINUTE_MS = 60_000;

    private final Redis redis = new Redis();
    private final Strings strings = redis.store.strings();
    private final Keys keys = redis.store.keys();

    private void set(String key, String value) throws OutOfMemory {
        strings.set(bytes(key), bytes(value));
    }

    private String get(String key) throws WrongType {
        return strings.get(bytes(key)).map(Object::toString).orElse(null);
    }

    @Test
    void set_overwritesAnyTypeAndDiscardsTheTimeToLive() throws Exception {
        redis.store.lists().push(bytes("k"), Words.of("a"), End.LEFT);
        keys.expire(bytes("k"), Expiry.seconds(10), Keys.ExpiryCondition.ALWAYS, "expire");

        set("k", "v");

        assertThat(get("k")).isEqualTo("v");
        assertThat(keys.timeLeftMs(bytes("k"))).isEqualTo(-1);
    }

    @Test
    void aKeyIsFoundByTheBytesOfACommand() throws Exception {
        strings.set(Slice.of("k"), bytes("v"));

        assertThat(strings.get(Slice.of("k"))).contains(bytes("v"));
    }

    @Test
    void set_nxAndXx() throws Exception {
        assertThat(strings.set(bytes("k"), bytes("1"), PRESENT, Expiry.NEVER, "set")).isFalse();
        assertThat(strings.set(bytes("k"), bytes("1"), ABSENT, Expiry.NEVER, "set")).isTrue();
        assertThat(strings.set(bytes("k"), bytes("2"), ABSENT, Expiry.NEVER, "set")).isFalse();
        assertThat(strings.set(bytes("k"), bytes("2"), PRESENT, Expiry.NEVER, "set")).isTrue();
        assertThat(get("k")).isEqualTo("2");
    }

    @Test
    void set_withATimeExpires_andKeepttlKeepsIt() throws Exception {
        strings.set(bytes("k"), bytes("1"), ALWAYS, Expiry.milliseconds(MINUTE_MS), "set");
        strings.set(bytes("k"), bytes("2"), ALWAYS, Expiry.KEEP, "set");

        redis.passMs(MINUTE_MS - 1);
        assertThat(get("k")).isEqualTo("2");
        redis.passMs(1);
        assertThat(get("k")).isNull();
    }

    @Test
    void set_aTimeThatIsNotPositiveOrOverflowsIsInvalid() {
        for (long seconds : new long[] {0, -1, Long.MAX_VALUE, Long.MAX_VALUE / 1000}) {
            assertThatThrownBy(
                            () ->
                                    strings.set(
                                            bytes("k"),
                                            bytes("1"),
                                            ALWAYS,
                                            Expiry.seconds(seconds),
                                            "set"))
                    .isInstanceOf(Refused.class)
                    .hasMessage("invalid expire time in 'set' command");
        }
    }

    @Test
    void set_getAnswersTheValueBefore_alsoIfItIsNotSet() throws Exception {
        set("k", "1");

        assertThat(strings.getAndSet(bytes("k"), bytes("2"), ABSENT, Expiry.NEVER))
                .contains(bytes("1"));
        assertThat(strings.getAndSet(bytes("k"), bytes("2"), ALWAYS, Expiry.NEVER))
                .contains(bytes("1"));
        assertThat(get("k")).isEqualTo("2");
    }

    @Test
    void get_ofAnotherTypeIsAnError_mgetIsNull() throws Exception {
        redis.store.sets().add(bytes("set"), list("a"));
        set("k", "v");

        assertThatThrownBy(() -> get("set")).isInstanceOf(WrongType.class);
        assertThat(strings.getAll(list("k", "set", "none")).toString())
                .isEqualTo("[Optional[v], Optional.empty, Optional.empty]");
    }

    @Test
    void msetnx_setsAllOrNone() throws Exception {
        assertThat(strings.setAllAbsent(Map.of(bytes("a"), bytes("1"), bytes("b"), bytes("2"))))
                .isTrue();
        assertThat(strings.setAllAbsent(Map.of(bytes("b"), bytes("3"), bytes("c"), bytes("4"))))
                .isFalse();
        assertThat(get("c")).isNull();
    }

    @Test
    void incr_beginsAtZero_andRefusesWhatIsNoInteger() throws Exception {
        assertThat(strings.add(bytes("n"), 1)).isEqualTo(1);
        assertThat(strings.add(bytes("n"), 41)).isEqualTo(42);
        assertThat(get("n")).isEqualTo("42");
        for (String text : new String[] {"1.5", "a", "", "1 ", "01", "9223372036854775808"}) {
            set("n", text);
            assertThatThrownBy(() -> strings.add(bytes("n"), 1))
                    .hasMessage("value is not an integer or out of range");
        }
    }

    @Test
    void incr_andDecr_refuseToOverflow() throws Exception {
        set("n", "9223372036854775807");
        assertThatThrownBy(() -> strings.add(bytes("n"), 1))
                .hasMessage("increment or decrement would overflow");
        set("n", "-9223372036854775808");
        assertThatThrownBy(() -> strings.subtract(bytes("n"), 1))
                .hasMessage("increment or decrement would overflow");
        assertThatThrownBy(() -> strings.subtract(bytes("n"), Long.MIN_VALUE))
                .hasMessage("decrement would overflow");
        assertThat(get("n")).isEqualTo("-9223372036854775808");
    }

    @Test
    void incr_keepsTheTimeToLive() throws Exception {
        strings.set(bytes("n"), bytes("1"), ALWAYS, Expiry.seconds(60), "set");
        strings.add(bytes("n"), 1);

        assertThat(keys.timeLeftMs(bytes("n"))).isEqualTo(MINUTE_MS);
    }

    @Test
    void incrbyfloat_refusesWhatIsNoFloat() throws Exception {
        set("n", "10.50");
        assertThat(strings.add(bytes("n"), bytes("0.1"))).isEqualTo(bytes("10.6"));
        set("n", "x");
        assertThatThrownBy(() -> strings.add(bytes("n"), bytes("1")))
                .hasMessage("value is not a valid float");
    }

    @Test
    void append_createsAndExtends() throws Exception {
        assertThat(strings.append(bytes("k"), bytes("Hello "))).isEqualTo(6);
        assertThat(strings.append(bytes("k"), bytes("World"))).isEqualTo(11);
        assertThat(strings.append(bytes("k"), bytes(""))).isEqualTo(11);
        assertThat(get("k")).isEqualTo("Hello World");
    }

    @Test
    void setrange_padsWithZeros_andCreatesNothingForNothing() throws Exception {
        assertThat(strings.setRange(bytes("k"), 2, bytes("x"))).isEqualTo(3);
        assertThat(get("k")).isEqualTo("\0\0x");
        assertThat(strings.setRange(bytes("none"), 5, bytes(""))).isEqualTo(0);
        assertThat(get("none")).isNull();
        assertThatThrownBy(() -> strings.setRange(bytes("k"), -1, bytes("x")))
                .hasMessage("offset is out of range");
        assertThatThrownBy(() -> strings.setRange(bytes("k"), Strings.MOST_BYTES, bytes("x")))
                .hasMessage("string exceeds maximum allowed size (proto-max-bulk-len)");
    }

    @ParameterizedTest
    @CsvSource({
        "0,3,This",
        "-3,-1,ing",
        "0,-1,This is a string",
        "10,100,string",
        "5,3,''",
        "-1,-5,''",
        "100,200,''",
        "0,-100,T",
        "-100,-90,T",
        "-9223372036854775808,9223372036854775807,This is a string"
    })
    void getrange_countsFromBothEnds(long from, long to, String part) throws Exception {
        set("k", "This is a string");

        assertThat(strings.range(bytes("k"), from, to)).isEqualTo(bytes(part));
    }
}
