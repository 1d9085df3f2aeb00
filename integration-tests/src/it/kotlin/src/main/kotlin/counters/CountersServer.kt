package counters

import java.time.Duration
import java.util.TreeMap
import kotlin.system.exitProcess
import org.ropewalk.application.Daemon

private const val LIMIT = 1_000_000L

/** One handler for all connections; a reactor of one loop calls it one call at a time. */
class CountersServer : Counters {
    private val totals = TreeMap<String, Long>()

    override fun add(counter: String, amount: Long): Long {
        val total = totals.getOrDefault(counter, 0L) + amount
        if (total > LIMIT) {
            throw Counters.TooMuch(LIMIT)
        }
        totals[counter] = total
        return total
    }

    override fun list(): List<Counters.Counter> =
        totals.map { (name, total) -> Counters.Counter(name, total) }
}

fun main(endpoints: Array<String>) {
    val server = CountersServer()
    exitProcess(
        Daemon.serving("counters") { CountersFactory { server } }
            .drain(Duration.ofSeconds(10))
            .run(*endpoints)
    )
}
