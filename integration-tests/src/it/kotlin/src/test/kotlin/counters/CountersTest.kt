package counters

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test
import org.ropewalk.nio.NioReactor
import org.ropewalk.testing.StringTransport

class CountersTest {
    @Test
    fun `the server answers`() {
        val transport = StringTransport()
        transport.connect(CountersFactory { CountersServer() })
        transport.deliver("ADD a 2\r\nADD a 3\r\nLIST\r\nADD a 1000000\r\nADD a x\r\n")
        assertEquals(
            "TOTAL 2\r\nTOTAL 5\r\nCOUNTER a 5\r\nEND\r\nTOO MUCH 1000000\r\n",
            transport.text().substringBefore("ERR"),
        )
    }

    @Test
    fun `the client is typed`() {
        NioReactor.create().use { reactor ->
            val server = CountersServer()
            val port = reactor.listen("tcp:port=0:interface=127.0.0.1", CountersFactory { server })
            reactor.start()
            val at = port.host as java.net.InetSocketAddress
            val counters = CountersClient.open(reactor, "tcp:127.0.0.1:${at.port}").join().blocking<Counters>()
            assertEquals(7, counters.add("b", 7))
            assertEquals(1_000_000L, assertThrows(Counters.TooMuch::class.java) { counters.add("b", 1_000_000) }.limit)
        }
    }
}
