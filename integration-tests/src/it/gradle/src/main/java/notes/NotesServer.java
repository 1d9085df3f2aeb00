package notes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Reactor;

/** One map for all connections: a reactor of one loop calls handlers one at a time. */
public final class NotesServer implements Notes {
    private static final int LIMIT = 1_000;
    private final Map<String, byte[]> notes = new TreeMap<>();

    public static void main(String[] args) {
        NotesServer server = new NotesServer();
        Reactor reactor = NioReactor.create();
        reactor.listen("tcp:port=4000:interface=127.0.0.1", new NotesFactory(peer -> server));
        System.out.println("Listening on 127.0.0.1:4000; Ctrl-C stops it.");
        reactor.run();
    }

    @Override
    public void put(String name, byte[] text) throws TooMany {
        if (notes.size() == LIMIT && !notes.containsKey(name)) {
            throw new TooMany(LIMIT);
        }
        notes.put(name, text);
    }

    @Override
    public Optional<Note> get(String name) {
        return Optional.ofNullable(notes.get(name)).map(Note::new);
    }

    @Override
    public boolean delete(String name) {
        return notes.remove(name) != null;
    }

    @Override
    public List<String> list() {
        return List.copyOf(notes.keySet());
    }

    @Override
    public int count() {
        return notes.size();
    }
}
