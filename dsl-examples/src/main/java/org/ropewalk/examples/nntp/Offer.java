package org.ropewalk.examples.nntp;

/**
 * An article that another server has.
 *
 * @param reader the session of that server
 * @param id what was offered
 */
record Offer(News news, Nntp.Reader reader, String id) implements Nntp.Transfer {
    @Override
    public void article(Nntp.Posted article) throws Nntp.Refused {
        if (article.id().filter(id::equals).isEmpty()) {
            throw new Nntp.Refused(437, "it is another article");
        }
        news.add(article, 437, 436);
    }

    @Override
    public Nntp.Reader spoiled() {
        return reader;
    }
}
