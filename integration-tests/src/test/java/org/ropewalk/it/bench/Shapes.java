package org.ropewalk.it.bench;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Unsigned;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Replies;
import org.ropewalk.line.Slice;

/** A command of each shape whose cost is asserted. */
@LineProtocol(initial = Shapes.Outside.class)
@Errors(
        unknown = @Reply("ERROR unknown"),
        misplaced = @Reply("ERROR misplaced"),
        malformed = @Reply("ERROR malformed"))
interface Shapes {
    @Command("sum {first} {second}")
    @Reply("SUM {}")
    long sum(int first, long second);

    @Command("size {size}")
    @Reply("SIZE {}")
    @Unsigned
    long size(@Unsigned long size);

    @Command("page[ {number}]")
    @Reply("PAGE {}")
    int page(OptionalInt number);

    @Command("turn {to}")
    @Reply("TURNED {}")
    Side turn(Side to);

    @Command("config get {name}")
    @Reply(value = "CONFIG {}", absent = "NONE")
    Optional<Bytes> configGet(Slice name);

    @Command("say {text*}")
    @Reply("SAID {*}")
    Slice say(Slice text);

    @Command("names")
    @Reply(each = "NAME {}", end = ".")
    List<Bytes> names();

    @Command("peek")
    @Reply(value = "JOBS {items.size}", each = "{}")
    List<Bytes> peek();

    @Command("points")
    @Reply(end = ".")
    void points(Replies<Point> found);

    @Command("body")
    Body body();

    @Command("text")
    Text text();

    @Command("soon")
    @Reply("SOON {}")
    CompletionStage<Bytes> soon();

    @Command("fail")
    @Reply("DONE")
    void fail() throws Failed;

    /** Before {@code enter}. */
    interface Outside extends Shapes {
        @Command("enter")
        @Reply("ENTERED")
        Inside enter();
    }

    /** After it. */
    interface Inside extends Shapes {
        @Command("leave")
        @Reply("LEFT")
        Outside leave();
    }

    /** Where to turn. */
    enum Side {
        left,
        right
    }

    /** An item. */
    @Reply("POINT {x},{y}")
    record Point(int x, int y) {}

    /** A payload with its length. */
    @Reply("BODY {data.length}")
    record Body(@Payload Bytes data) {}

    /** A payload up to a dot. */
    @Reply("TEXT")
    record Text(@Payload(Payload.Framing.DOTTED) Bytes data) {}

    /** What is declared to fail. */
    @Reply("FAILED {'as declared'}")
    @SuppressWarnings("serial")
    final class Failed extends Exception {
        public Failed() {
            super(null, null, false, false);
        }
    }
}
