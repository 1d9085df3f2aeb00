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

    /** Known at once: called on the connection's loop. */
    @Command("CITIES")
    @Reply("CITIES {}")
    int cities();

    /** Known later: the loop goes on, and the reply keeps its place. */
    @Command("NOW {city}")
    @Reply("DEGREES {}")
    CompletionStage<Integer> now(String city);

    /** Blocks: called on a thread of its own. */
    @Blocking
    @Command("YEAR {year}")
    @Reply("MEAN {}")
    int year(int year);
}
