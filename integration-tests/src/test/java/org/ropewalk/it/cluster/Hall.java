package org.ropewalk.it.cluster;

import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Supplies;

/** A room. */
@LineProtocol
interface Hall {
    /** The name of the member. */
    @Supplies
    String name();

    /** Enters the hall: what is said after the reply is not missed. */
    @Command("ENTER")
    @Reply("OK")
    CompletionStage<Void> enter();

    /** Leaves it. */
    @Command("LEAVE")
    @Reply("OK")
    void leave();

    /** Speaks to the others. */
    @Command("SAY {text*}")
    @Reply("OK")
    void say(String text);

    /** Speaks to all, with the name of each. */
    @Command("GREET")
    @Reply("OK")
    void greet();

    /** What happens. */
    @Push
    interface Events {
        /** Somebody speaks. */
        @Reply("* {text*}")
        void text(String text);

        /** A greeting. */
        @Reply("* hello {name}")
        void greeting();
    }
}
