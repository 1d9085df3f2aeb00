package org.ropewalk.it.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** A class of a reply is written by its accessors, and made again by its constructor. */
class StockTest {
    private static final class Store implements Stock {
        @Override
        public Item item(String name) {
            return new Item(name, 3);
        }

        @Override
        public List<Item> items() {
            return List.of(new Item("a", 1), new Item("b"));
        }

        @Override
        public Shelf shelf(int number) {
            return new Shelf(number, List.of("a", "b"));
        }

        @Override
        public Found find(String name) {
            return name.equals("a") ? new Here(7) : new Gone();
        }

        @Override
        public Picture picture(String name) {
            return new Picture(name.getBytes(UTF_8));
        }
    }

    @Test
    void the_server_writes_what_the_accessors_give() {
        StringTransport transport = new StringTransport();
        transport.connect(new StockFactory(peer -> new Store()));
        transport.deliver("ITEM x\r\nITEMS\r\nSHELF 2\r\nFIND a\r\nFIND b\r\nPICTURE xyz\r\n");
        assertThat(transport.text())
                .isEqualTo(
                        "ITEM x 3\r\nITEM a 1\r\nITEM b 0\r\nEND\r\nSHELF 2\r\nHAS a\r\nHAS b\r\n"
                                + "END\r\nHERE 7\r\nGONE\r\nPICTURE 3\r\nxyz\r\n");
    }

    @Test
    void the_client_makes_them_again() {
        MemoryNetwork network = new MemoryNetwork(5);
        Reactor reactor = network.reactor();
        reactor.listen("tcp:4000", new StockFactory(peer -> new Store()));
        CompletableFuture<Connection<StockClient>> opened =
                StockClient.open(reactor, "tcp:127.0.0.1:4000");
        network.run();
        StockClient client = opened.join().commands();
        CompletableFuture<Stock.Item> item = client.item("x");
        CompletableFuture<List<Stock.Item>> items = client.items();
        CompletableFuture<Stock.Shelf> shelf = client.shelf(2);
        CompletableFuture<Stock.Found> here = client.find("a");
        CompletableFuture<Stock.Found> gone = client.find("b");
        CompletableFuture<Stock.Picture> picture = client.picture("xyz");
        network.run();
        assertThat(item.join().name()).isEqualTo("x");
        assertThat(item.join().getCount()).isEqualTo(3);
        assertThat(items.join()).extracting(Stock.Item::name).containsExactly("a", "b");
        assertThat(items.join()).extracting(Stock.Item::getCount).containsExactly(1, 0);
        assertThat(shelf.join().number()).isEqualTo(2);
        assertThat(shelf.join().names()).containsExactly("a", "b");
        assertThat(((Stock.Here) here.join()).shelf()).isEqualTo(7);
        assertThat(gone.join()).isEqualTo(new Stock.Gone());
        assertThat(picture.join().data()).asString(UTF_8).isEqualTo("xyz");
    }
}
