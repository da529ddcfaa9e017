import journeys from "./vitest.config";

// `npm run look`: pictures to be judged by eye.
export default { ...journeys, test: { ...journeys.test, include: ["look.ts"] } };
