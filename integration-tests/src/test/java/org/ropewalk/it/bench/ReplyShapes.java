package org.ropewalk.it.bench;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.NoReply;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

/** A command with a reply of each form. */
@LineProtocol(continued = "-")
@Errors(unknown = @Reply("500 unknown"), malformed = @Reply("501 {'{message}'}"))
interface ReplyShapes {
    @Command("real")
    @Reply("200 {}")
    double real();

    @Command("decimal")
    @Reply("200 {}")
    BigDecimal decimal();

    @Command("string")
    @Reply("200 {}")
    String string();

    @Command("wide")
    @Reply("200 {*}")
    String wide();

    @Command("array")
    @Reply("200 {}")
    byte[] array();

    @Command("id")
    @Reply("200 {}")
    UUID id();

    @Command("day")
    @Reply("200 {}")
    @Format("yyyyMMdd")
    LocalDate day();

    @Command("stat")
    @Reply("200 {count} of {octets}[ at {at}]")
    Stat stat();

    @Command("door")
    Door door();

    @Command("lamp")
    Lamp lamp();

    @Command("range")
    @Reply("200 {}")
    Range range();

    @Command("keys")
    @Reply("200 {...}")
    List<Bytes> keys();

    @Command("group")
    @Reply(value = "211 {count}", each = "{}", end = ".")
    Listing group();

    @Command("signal")
    @Reply(value = "200 {}\n200 OK")
    int signal();

    @Command("ehlo")
    @Reply(value = "250 tower", each = "250 {*}")
    List<Bytes> ehlo();

    @Command("feat")
    @Reply(value = "211-Extensions:", each = "\\ {*}", end = "211 {'end'}")
    List<Bytes> feat();

    @Command("welcome {name}")
    @Reply("250 {'welcome, {name}'}")
    void welcome(Slice name);

    @Command("put {name}[ QUIET]")
    @Reply("200 OK")
    void put(Slice name, @NoReply boolean quiet);

    @Command("hint")
    void hint();

    @Command("absent")
    @Reply(value = "200 {}", absent = "404 {'none'}")
    Optional<Bytes> absent();

    @Command("number")
    @Reply("200 {}")
    int number();

    @Command("pay {amount}")
    @Reply("200 PAID")
    void pay(int amount) throws NoMoney;

    record Stat(int count, long octets, OptionalLong at) {}

    sealed interface Door permits Open, Moving {}

    @Reply("201 OPEN")
    record Open() implements Door {}

    @Reply("202 MOVING {percent}")
    record Moving(int percent) implements Door {}

    enum Lamp {
        @Reply("203 {'it is on'}")
        ON,
        @Reply("204 {'it is off'}")
        OFF
    }

    @Format("{low}-[{high}]")
    record Range(long low, OptionalLong high) {}

    record Listing(int count, List<Bytes> names) {}

    @Reply("402 {missing} {'missing'}")
    @SuppressWarnings("serial")
    final class NoMoney extends Exception {
        private final int missing;

        public NoMoney(int missing) {
            super(null, null, false, false);
            this.missing = missing;
        }

        public int missing() {
            return missing;
        }
    }
}
