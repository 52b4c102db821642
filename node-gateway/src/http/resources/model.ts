import { getModel, getTraining } from "../../model/model-views.ts";
import { requestTraining } from "../../model/request-training.ts";
import { jsonBody } from "../body.ts";
import { type Route, route } from "../route.ts";
import { model, trainBody, training, trainingParams } from "../schemas/model.ts";

const tag = "model";

export const MODEL_ROUTES: readonly Route[] = [
  route({
    method: "get",
    path: "/v1/model",
    operationId: "getModel",
    summary: "The model in use: what it was made of, how well it does, and whether it steps aside",
    tag,
    access: "models:read",
    replies: { 200: { description: "The newest model.", schema: model } },
    problems: ["MODEL_NOT_FOUND"],
    handler: async ({ service }) => ({ status: 200, body: await getModel(service.gateway.database) }),
  }),
  route({
    method: "post",
    path: "/v1/model/trainings",
    operationId: "trainModel",
    summary: "Train a model on the outcomes that are known here; nothing leaves the member",
    tag,
    access: "models:write",
    changes: true,
    body: jsonBody(trainBody),
    replies: { 202: { description: "Waits, or goes on already.", schema: training } },
    handler: async ({ service, body, actor, idempotencyKey }) => ({
      status: 202,
      body: await requestTraining(service.gateway, { ...body, actor, idempotencyKey }),
    }),
  }),
  route({
    method: "get",
    path: "/v1/model/trainings/{trainingId}",
    operationId: "getTraining",
    summary: "How far a training is",
    tag,
    access: "models:read",
    params: trainingParams,
    replies: { 200: { description: "Its trees so far, or its end.", schema: training } },
    problems: ["TRAINING_NOT_FOUND"],
    handler: async ({ service, params }) => ({
      status: 200,
      body: await getTraining(service.gateway.database, params.trainingId),
    }),
  }),
];
