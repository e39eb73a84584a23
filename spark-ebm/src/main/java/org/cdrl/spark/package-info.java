/**
 * Models of tables on Apache Spark: data frames in, data frames out.
 *
 * <p>{@link org.cdrl.spark.CdrlEstimator} learns a model; {@link org.cdrl.spark.CdrlSparkModel}
 * reads a model file, draws rows and scores them; {@link org.cdrl.spark.CdrlImputer} fills in
 * missing cells, {@link org.cdrl.spark.CdrlClassifier} predicts a condition. All are stages of
 * Spark's pipelines.
 *
 * <p>The unit of work is a piece: as many rows, by their numbers in the whole data frame, as the
 * command line works on at once. What a row gets depends on the model, the seed and its piece only,
 * never on partitions, executors or attempts, and has the bits that the command line gives. Rows
 * that are read are numbered in the order of the data frame and moved to where the rest of their
 * piece is; this also spreads them evenly.
 *
 * <p>Weights go to the executors once, as a broadcast. There they become graphs and sessions when a
 * task needs them first, and stay for the next one.
 *
 * <p>Training is what a trainer does on one machine with a part of the rows, but for its
 * iterations: these are rounds of jobs, whose tasks are the workers. A worker is what follows from
 * its rows, its rank and the round; what executors keep of it between rounds only saves time. A run
 * follows from its rounds: with those that a folder keeps it goes on where it was lost.
 *
 * <p>Workers that are joined run in stages whose tasks run all at once, which is what Spark's
 * barrier is for; gradients go from one to the other inside of TensorFlow's graphs, by its own
 * servers. Spark only starts them, tells them of each other, and brings what they have learned to
 * the driver after every round.
 */
package org.cdrl.spark;
