package org.ropewalk.it.pool;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Key;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Probe;
import org.ropewalk.annotation.Reply;

/** Counters, of which each belongs to one of several servers. */
@LineProtocol
@Errors(unknown = @Reply("ERR"))
@Limits(requestSeconds = 60)
interface Counter {
    /** Adds one. */
    @Command("ADD {name}")
    @Reply("{}")
    CompletionStage<Long> add(@Key String name);

    /** The sum of several. */
    @Command("SUM {names...}")
    @Reply("{}")
    long sum(@Key List<String> names);

    /** The name of the server. */
    @Command("WHO")
    @Reply("{}")
    String who();

    /** Whether the server serves. */
    @Probe
    @Command("OK?")
    @Reply("OK")
    CompletionStage<Void> check() throws Ill;

    /** The server does not serve. */
    @Reply("ILL")
    final class Ill extends Exception {
        private static final long serialVersionUID = 1L;

        /** It does not serve. */
        public Ill() {}
    }
}
