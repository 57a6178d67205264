package io.deskledger.api.ticket;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;

/** Keeps the vocabulary. Of several instances one does it at a time; no change of a ticket waits for it. */
@Singleton
class VocabularyService {

    private final SearchVocabulary vocabulary;

    VocabularyService(SearchVocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Takes in the words of some new tickets; answers whether there may be more of them. */
    @Transactional
    boolean learnOnce() {
        return vocabulary.tryLock() && vocabulary.learn();
    }

    /** Has the index of words take in those of new tickets; no search reads them one by one any more. */
    @Transactional
    void merge() {
        if (vocabulary.tryLock()) {
            vocabulary.merge();
        }
    }

    /**
     * Drops words of purged tickets; answers whether there may be more of them. What is new while this runs is learnt
     * after it, so it can't be dropped.
     */
    @Transactional
    boolean forgetOnce() {
        return vocabulary.tryLock() && vocabulary.forget();
    }
}
