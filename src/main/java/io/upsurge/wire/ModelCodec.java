package io.upsurge.wire;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Maps between a record of the model and its generated Avro class. Pure.
 *
 * @param <M> the record of the model
 * @param <A> the generated class
 */
interface ModelCodec<M, A extends SpecificRecord> {

    /** The schema as it is registered. */
    Schema contract();

    /** The schema as the generated class has it: as the contract, with Java's string type noted. */
    Schema compiled();

    /** The generated class. */
    Class<A> avroClass();

    /**
     * To Avro.
     *
     * @throws IllegalArgumentException if the record breaks the contract; says how
     */
    A toAvro(M model);

    /**
     * To the model.
     *
     * @throws IllegalArgumentException if the record makes no sense; says why
     */
    M toModel(A avro);
}
