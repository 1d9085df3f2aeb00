package counters

import org.ropewalk.annotation.Command
import org.ropewalk.annotation.Errors
import org.ropewalk.annotation.LineProtocol
import org.ropewalk.annotation.Reply

@LineProtocol
@Errors(
    unknown = Reply("ERR unknown command"),
    malformed = Reply("ERR {'{message}'}"),
    failed = Reply("ERR {'{incident}'}"),
)
interface Counters {
    @Command("ADD {counter} {amount}")
    @Reply("TOTAL {}")
    @Throws(TooMuch::class)
    fun add(counter: String, amount: Long): Long

    @Command("LIST")
    @Reply(end = ["END"])
    fun list(): List<Counter>

    @Reply("COUNTER {name} {total}")
    class Counter(val name: String, val total: Long)

    @Reply("TOO MUCH {limit}")
    class TooMuch(val limit: Long) : Exception()
}
