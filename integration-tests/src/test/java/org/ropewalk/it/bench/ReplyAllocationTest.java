package org.ropewalk.it.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

/**
 * How many bytes the loop's thread allocates for a reply. All values that the handlers return exist
 * before.
 */
class ReplyAllocationTest {
    private static final Bytes SOME = Bytes.of("some");
    private static final List<Bytes> NAMES = List.of(SOME, Bytes.of("more"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "real | 200 1.5 | 96",
                "decimal | 200 1.5 | 160",
                "string | 200 some | 0",
                "wide | 200 wider text | 0",
                "array | 200 some | 0",
                "id | 200 3f2504e0-4f89-11d3-9a0c-0305e82c3301 | 80",
                "day | 200 20261129 | 1288",
                "stat | 200 2 of 320 at 7 | 0",
                "door | 202 MOVING 30 | 0",
                "lamp | 204 it is off | 0",
                "range | 200 3-7 | 0",
                "keys | 200 some more | 32",
                "group | 211-2;some;more;. | 32",
                "signal | 200-7;200 OK | 0",
                "ehlo | 250-tower;250-some;250 more | 32",
                "feat | 211-Extensions:; some; more;211 end | 32",
                "welcome ada | 250 welcome, ada | 72",
                "put tea | 200 OK | 0",
                "put tea QUIET;number | 200 7 | 0",
                "hint;number | 200 7 | 0",
                "absent | 404 none | 0",
                "pay 1 | 200 PAID | 0",
                "pay 100 | 402 7 missing | 0",
                "what;number | 500 unknown;200 7 | 360",
                "pay x;number | 501 not a number;200 7 | 344",
            })
    void of_a_form(String command, String reply, int bytes) throws Exception {
        Allocation.assertOf(new ReplyShapesFactory(peer -> new Server()), command, reply, bytes);
    }

    private static final class Server implements ReplyShapes {
        private static final BigDecimal DECIMAL = new BigDecimal("1.5");
        private static final UUID ID = UUID.fromString("3f2504e0-4f89-11d3-9a0c-0305e82c3301");
        private static final LocalDate DAY = LocalDate.of(2026, 11, 29);
        private static final byte[] ARRAY = "some".getBytes(US_ASCII);
        private static final Stat STAT = new Stat(2, 320, OptionalLong.of(7));
        private static final Door MOVING = new Moving(30);
        private static final Range RANGE = new Range(3, OptionalLong.of(7));
        private static final Listing LISTING = new Listing(2, NAMES);
        private static final NoMoney NO_MONEY = new NoMoney(7);

        @Override
        public double real() {
            return 1.5;
        }

        @Override
        public BigDecimal decimal() {
            return DECIMAL;
        }

        @Override
        public String string() {
            return "some";
        }

        @Override
        public String wide() {
            return "wider text";
        }

        @Override
        public byte[] array() {
            return ARRAY;
        }

        @Override
        public UUID id() {
            return ID;
        }

        @Override
        public LocalDate day() {
            return DAY;
        }

        @Override
        public Stat stat() {
            return STAT;
        }

        @Override
        public Door door() {
            return MOVING;
        }

        @Override
        public Lamp lamp() {
            return Lamp.OFF;
        }

        @Override
        public Range range() {
            return RANGE;
        }

        @Override
        public List<Bytes> keys() {
            return NAMES;
        }

        @Override
        public Listing group() {
            return LISTING;
        }

        @Override
        public int signal() {
            return 7;
        }

        @Override
        public List<Bytes> ehlo() {
            return NAMES;
        }

        @Override
        public List<Bytes> feat() {
            return NAMES;
        }

        @Override
        public void welcome(Slice name) {}

        @Override
        public void put(Slice name, boolean quiet) {}

        @Override
        public void hint() {}

        @Override
        public Optional<Bytes> absent() {
            return Optional.empty();
        }

        @Override
        public int number() {
            return 7;
        }

        @Override
        public void pay(int amount) throws NoMoney {
            if (amount > 10) {
                throw NO_MONEY;
            }
        }
    }
}
