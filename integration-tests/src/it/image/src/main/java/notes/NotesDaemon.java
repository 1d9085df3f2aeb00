package notes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ropewalk.application.Daemon;

/** One map for all connections: a reactor of one loop calls handlers one at a time. */
public final class NotesDaemon implements Notes {
    private static final int LIMIT = 1_000;
    private final Map<String, byte[]> notes = new TreeMap<>();

    public static void main(String[] endpoints) {
        NotesDaemon handler = new NotesDaemon();
        System.exit(
                Daemon.serving("notes", reactor -> new NotesFactory(peer -> handler))
                        .drain(Duration.ofSeconds(10))
                        .properties(System.getProperties())
                        .run(endpoints));
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
