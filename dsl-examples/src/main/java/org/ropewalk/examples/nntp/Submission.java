package org.ropewalk.examples.nntp;

/**
 * An article that a user posts.
 *
 * @param reader the session of the user
 */
record Submission(News news, Nntp.Reader reader) implements Nntp.Posting {
    @Override
    public void article(Nntp.Posted article) throws Nntp.Refused {
        news.add(article, 441, 441);
    }

    @Override
    public Nntp.Reader spoiled() {
        return reader;
    }
}
