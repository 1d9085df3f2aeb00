package org.ropewalk.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

class ShelfTest {
    static final class Books implements Shelf {
        private final Map<String, Book> books = new TreeMap<>();

        @Override
        public Added add(String isbn, int copies, String title) {
            Book before = books.put(isbn, new Book(isbn, copies, title));
            return before == null ? Added.ADDED : Added.REPLACED;
        }

        @Override
        public Optional<Book> find(String isbn) {
            return Optional.ofNullable(books.get(isbn));
        }

        @Override
        public List<Book> list(OptionalInt most) {
            return books.values().stream().limit(most.orElse(100)).toList();
        }

        @Override
        public int take(String isbn) throws NoCopies {
            Book book = books.get(isbn);
            if (book == null || book.copies() == 0) {
                throw new NoCopies(isbn);
            }
            int left = book.copies() - 1;
            books.put(isbn, new Book(isbn, left, book.title()));
            return left;
        }
    }

    @Test
    void theBytes() {
        Books books = new Books();
        StringTransport transport = new StringTransport().connect(new ShelfFactory(peer -> books));

        transport.deliver("ADD 39 2 Sailing Alone\r\n");
        assertThat(transport.takeText()).isEqualTo("ADDED\r\n");

        transport.deliver("FIND 39\r\nLIST 1\r\nTAKE 7\r\nADD 39\r\n");
        assertThat(transport.takeText())
                .isEqualTo(
                        """
                        BOOK 39 2 Sailing Alone\r
                        BOOK 39 2 Sailing Alone\r
                        END\r
                        NO COPIES OF 7\r
                        ERR usage: ADD <isbn> <copies> <title>\r
                        """);
    }

    @Test
    void theClient() {
        MemoryNetwork network = new MemoryNetwork(1);
        Reactor reactor = network.reactor();
        Books books = new Books();
        reactor.listen("tcp:7000", new ShelfFactory(peer -> books));
        CompletableFuture<Connection<ShelfClient>> opened =
                ShelfClient.open(reactor, "tcp:127.0.0.1:7000");
        network.run();
        ShelfClient client = opened.join().commands();

        CompletableFuture<Shelf.Added> added = client.add("39", 1, "Sailing Alone");
        CompletableFuture<Integer> left = client.take("39");
        CompletableFuture<Integer> none = client.take("39");
        network.run();

        assertThat(added.join()).isEqualTo(Shelf.Added.ADDED);
        assertThat(left.join()).isZero();
        assertThatThrownBy(none::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(Shelf.NoCopies.class);
    }
}
