package org.ropewalk.it.docs;

import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Blocking;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Reply;

@LineProtocol
@Errors(unknown = @Reply("ERR unknown command"), malformed = @Reply("ERR {'{message}'}"))
interface Weather {

    /** Returns at once: called on the connection's loop. */
    @Command("CITIES")
    @Reply("CITIES {}")
    int cities();

    /** Completes later: the loop continues, and the reply keeps its place. */
    @Command("NOW {city}")
    @Reply("DEGREES {}")
    CompletionStage<Integer> now(String city);

    /** Blocks: called on a thread of the pool. */
    @Blocking
    @Command("YEAR {year}")
    @Reply("MEAN {}")
    int year(int year);
}
